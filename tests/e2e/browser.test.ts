import { openBrowser } from '../station/launch';
import { firstDay } from './flow';

firstDay('in a browser', openBrowser);
