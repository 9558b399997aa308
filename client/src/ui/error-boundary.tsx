import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import css from './error-boundary.module.css';
import { Notice } from './notice.tsx';

interface ErrorBoundaryProps {
  /** Display name of the content: `The map`. */
  readonly what: string;
  /** Renders the content again when this changes. */
  readonly resetKey?: unknown;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | undefined;
  readonly resetKey: unknown;
}

/** Error boundary that keeps an error in one feature from affecting the others, and shows its message. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): Partial<ErrorBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className={css.fault}>
        <Notice
          severity="error"
          title={`${this.props.what} stopped working`}
          actions={
            <Button size="small" onClick={() => this.setState({ error: undefined })}>
              Retry
            </Button>
          }
        >
          This is an error in Peerscape; everything else still works. Details: {error.message}
        </Notice>
      </div>
    );
  }
}
