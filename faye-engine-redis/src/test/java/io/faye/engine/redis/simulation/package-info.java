/**
 * The engine's own classes in several simulated processes, on a simulated Redis that runs the engine's own scripts, with one
 * thread and one clock for all: a seed decides who goes on, so that an interleaving can be repeated.
 */
package io.faye.engine.redis.simulation;
