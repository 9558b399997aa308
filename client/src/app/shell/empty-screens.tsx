import { Button } from '@fluentui/react-components';
import { Filter20Regular, VirtualNetwork20Regular } from '@fluentui/react-icons';
import type { Snapshot, SubscriptionRow } from '@peerscape/shared/topology';
import { Screen } from '../../ui/screen.tsx';

interface NoVNetsProps {
  readonly source: Pick<Snapshot['source'], 'name'>;
  /** Subscriptions that were searched. */
  readonly subscriptions: readonly Pick<SubscriptionRow, 'id' | 'name'>[];
  readonly onRefresh: () => void;
}

/** Explains that no VNets were found, and what was searched. */
export const NoVNets = ({ source, subscriptions, onRefresh }: NoVNetsProps) => (
  <Screen
    icon={<VirtualNetwork20Regular />}
    title="No virtual networks found"
    actions={
      <Button appearance="primary" onClick={onRefresh}>
        Refresh
      </Button>
    }
  >
    {subscriptions.length === 0 ? (
      <p>{source.name} returned no subscriptions. The identity that Peerscape uses may not have a role assignment yet.</p>
    ) : (
      <p>
        Subscriptions searched: {subscriptions.map(({ id, name }) => name || id).join(', ')}. They may have no virtual networks, or the
        identity that Peerscape uses does not have the Reader role on them.
      </p>
    )}
  </Screen>
);

interface NoResultsProps {
  readonly filterText: string;
  readonly what: 'peering' | 'VNet';
  readonly onClear: () => void;
}

/** Explains that nothing matches the filter. */
export const NoResults = ({ filterText, what, onClear }: NoResultsProps) => (
  <Screen
    icon={<Filter20Regular />}
    title="No results"
    actions={
      <Button appearance="primary" onClick={onClear}>
        Clear the filter
      </Button>
    }
  >
    <p>
      No {what} matches <code>{filterText}</code>.
    </p>
  </Screen>
);
