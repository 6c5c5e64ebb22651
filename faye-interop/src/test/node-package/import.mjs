import Faye, * as named from 'faye-client-js';
import converse from './converse.cjs';

converse(Faye, named);
