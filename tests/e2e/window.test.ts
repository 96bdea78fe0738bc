import { openWindow } from '../station/launch';
import { firstDay } from './flow';

firstDay('in the window', openWindow);
