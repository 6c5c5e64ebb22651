'use strict';

const Faye = require('faye-client-js');

require('./converse.cjs')(Faye, Faye);
