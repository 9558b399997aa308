import { Screen } from '../../ui/screen.tsx';

export function NoSuchPage() {
  return (
    <Screen title="There is no such page">
      <p>
        Peerscape has one page; what you look at stands behind the question mark of its address. <a href="/">Open the map</a>
      </p>
    </Screen>
  );
}
