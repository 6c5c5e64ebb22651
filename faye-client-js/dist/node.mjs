// The browser client of Faye for Java. Apache-2.0.
import Faye from './node.cjs';
export const { VERSION, Client, Deferrable, Scheduler, Error } = Faye;
export default Faye;
