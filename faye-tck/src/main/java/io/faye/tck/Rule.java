package io.faye.tck;

/**
 * One rule as {@code RULES.md} has it.
 *
 * @param kit the class whose tests check it
 * @param sentence what an engine does
 * @param intent why
 * @param hint where to look in an engine that does not
 */
record Rule(String kit, String id, EngineRule.Level level, String sentence, String intent, String hint) {}
