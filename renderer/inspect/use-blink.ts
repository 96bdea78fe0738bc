import { useEffect, useState } from 'react';

/** Half a period of 2 Hz: fast enough that the eye sees what moves, below the three flashes a second that can harm. */
const turnMs = 250;

/** Changes to and fro while `on`; false while off. */
export function useBlink(on: boolean): boolean {
  const [turn, setTurn] = useState(false);
  useEffect(() => {
    if (!on) return;
    setTurn(true);
    const timer = setInterval(() => setTurn((current) => !current), turnMs);
    return () => {
      clearInterval(timer);
      setTurn(false);
    };
  }, [on]);
  return turn;
}
