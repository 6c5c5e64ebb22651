// The browser client of Faye for Java. Apache-2.0.
import Faye from './node.cjs';
export const { Client, Deferrable, Scheduler, Error, VERSION } = Faye;
export default Faye;
