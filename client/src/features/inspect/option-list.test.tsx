import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { DEFAULT_HALF_OPTIONS } from '../../lib/state/option-switches.ts';
import { only, topologyOf } from '../../testing/worlds.ts';
import { OptionList } from './option-list.tsx';

afterEach(cleanup);

const half = only(topologyOf('vnet spoke 10.1.0.0/24\nvnet hub 10.0.0.0/24\nspoke -> hub Connected').halves);

function showList(onSet = vi.fn()) {
  render(
    <FluentProvider theme={webLightTheme}>
      <OptionList half={half} local="spoke" remote="hub" after={DEFAULT_HALF_OPTIONS} onSet={onSet} />
    </FluentProvider>,
  );
  return { onSet, user: userEvent.setup() };
}

test.each([
  ['allowVirtualNetworkAccess', "Allow 'spoke' to access 'hub'"],
  ['allowForwardedTraffic', "Allow 'spoke' to receive forwarded traffic from 'hub'"],
  ['allowGatewayTransit', "Allow gateway or route server in 'spoke' to forward traffic to 'hub'"],
  ['useRemoteGateways', "Enable 'spoke' to use 'hub's' remote gateway or route server"],
])('shows %s and its portal label as text beside the sentence, without hovering', (property, portalLabel) => {
  showList();
  const item = screen.getByText(property).closest('li');
  expect(item?.textContent).toContain(`${property} · Azure portal: ${portalLabel}`);
  expect(item?.hasAttribute('title')).toBe(false);
});

test('describes each switch by both names, and keyboard and touch reach it', async () => {
  const { onSet, user } = showList();
  const descriptions = screen
    .getAllByRole('switch')
    .map((option) => document.getElementById(option.getAttribute('aria-describedby') ?? '')?.textContent);
  expect(descriptions).toHaveLength(4);
  expect(descriptions[1]).toBe("allowForwardedTraffic · Azure portal: Allow 'spoke' to receive forwarded traffic from 'hub'");
  const [, item] = screen.getAllByRole('listitem');
  if (!item) throw new Error('The list has four options');
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(within(item).getByRole('switch'));
  await user.keyboard(' ');
  expect(onSet).toHaveBeenLastCalledWith({ allowForwarded: true });
  await user.pointer({ keys: '[TouchA]', target: within(item).getByRole('switch') });
  expect(onSet).toHaveBeenCalledTimes(2);
});
