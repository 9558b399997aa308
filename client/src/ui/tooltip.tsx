import { Tooltip as FluentTooltip, type TooltipProps as FluentTooltipProps } from '@fluentui/react-components';

type TooltipProps = Omit<FluentTooltipProps, 'content'> & { readonly content: string };

/**
 * Tooltip of a control. Screen readers get its text from the control, which it names or describes; Fluent renders the tooltip at the end of the
 * page, outside all landmarks, where it would be read once more and out of place.
 */
export function Tooltip({ content, ...props }: TooltipProps) {
  return <FluentTooltip {...props} content={{ children: content, 'aria-hidden': true }} />;
}

/** Lets a Fluent trigger around the tooltip, such as that of a menu, find the control inside it. */
Tooltip.isFluentTriggerComponent = true;
