package io.faye.engine.redis.simulation;

import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.simulation.RedisCommands.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua51.Lua51;

/** Runs the engine's scripts in Lua 5.1, which is also what Redis runs them in. */
final class LuaScripts implements AutoCloseable {

    private static final int LISTED = -2;

    private final Lua lua = new Lua51();
    private final Map<Script, Integer> loaded = new EnumMap<>(Script.class);
    private RedisCommands commands = new RedisCommands(() -> 0);

    LuaScripts() {
        lua.openLibraries();
        lua.createTable(0, 2);
        lua.push((Lua called) -> call(called, true));
        lua.setField(LISTED, "call");
        lua.push((Lua called) -> call(called, false));
        lua.setField(LISTED, "pcall");
        lua.setGlobal("redis");
        for (Script script : Script.values()) {
            lua.load(new String(script.load().arguments().get(1), StandardCharsets.UTF_8));
            loaded.put(script, lua.ref());
        }
    }

    /** Has the scripts change another Redis from now on. */
    void use(RedisCommands chosen) {
        commands = chosen;
    }

    /** {@return a number, a text, a list of these, or null} */
    Object run(Script script, List<String> keys, List<String> arguments) {
        table("KEYS", keys);
        table("ARGV", arguments);
        lua.refGet(loaded.get(script));
        lua.pCall(0, 1);
        Object reply = reply(lua, -1);
        lua.pop(1);
        return reply;
    }

    private void table(String name, List<String> values) {
        push(lua, values);
        lua.setGlobal(name);
    }

    private int call(Lua called, boolean throwing) {
        List<String> words = new ArrayList<>();
        for (int i = 1; i <= called.getTop(); i++) {
            words.add(word(called, i));
        }
        try {
            Object reply = commands.execute(words.get(0), words.subList(1, words.size()));
            push(called, reply == null ? false : reply);
            return 1;
        } catch (RefusedException e) {
            if (throwing) {
                called.push(e.getMessage());
                return -1;
            }
            called.createTable(0, 1);
            called.push(e.getMessage());
            called.setField(LISTED, "err");
            return 1;
        }
    }

    private static String word(Lua called, int index) {
        if (called.type(index) != Lua.LuaType.NUMBER) {
            return called.toString(index);
        }
        double number = called.toNumber(index);
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static void push(Lua called, Object value) {
        if (value instanceof List<?> list) {
            called.createTable(list.size(), 0);
            for (int i = 0; i < list.size(); i++) {
                push(called, list.get(i) == null ? false : list.get(i));
                called.rawSetI(LISTED, i + 1);
            }
        } else if (value instanceof Long number) {
            called.push(number.longValue());
        } else if (value instanceof Boolean truth) {
            called.push(truth.booleanValue());
        } else {
            called.push((String) value);
        }
    }

    /** Numbers lose their fraction, and a list ends at its first nil, as in Redis. */
    private static Object reply(Lua called, int index) {
        return switch (called.type(index)) {
            case NUMBER -> (long) called.toNumber(index);
            case STRING -> called.toString(index);
            case BOOLEAN -> called.toBoolean(index) ? 1L : null;
            case TABLE -> list(called);
            default -> null;
        };
    }

    /** Of the table on top of the stack. */
    private static List<Object> list(Lua called) {
        List<Object> list = new ArrayList<>();
        for (int i = 1; ; i++) {
            called.rawGetI(-1, i);
            boolean isOver = called.isNil(-1);
            if (!isOver) {
                list.add(reply(called, -1));
            }
            called.pop(1);
            if (isOver) {
                return list;
            }
        }
    }

    @Override
    public void close() {
        lua.close();
    }
}
