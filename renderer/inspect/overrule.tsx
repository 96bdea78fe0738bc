import { OverruleDialog } from '../ui/overrule-dialog';
import { freeze, useInspect } from './store';
import { useDispose } from './use-dispose';

/** Asks why the machine was wrong about the part that is held still; the line goes on meanwhile. */
export function Overrule() {
  const part = useInspect((state) => state.overruling);
  const { decide } = useDispose();
  const close = () => useInspect.setState({ overruling: null });
  return (
    <OverruleDialog
      part={part}
      onClose={close}
      onDecide={(verdict, reason) => {
        if (part) decide(part, verdict, reason);
        close();
        freeze(null);
      }}
    />
  );
}
