package io.faye.transport.http.loop;

import java.util.ArrayList;
import java.util.List;

/** The connections of a loop, in no order. Each knows its index, so that one costs no more here than a reference. */
final class LoopMembers {

    private final List<LoopMember> members = new ArrayList<>();

    void add(LoopMember connection) {
        connection.index = members.size();
        members.add(connection);
    }

    void remove(LoopMember connection) {
        LoopMember last = members.remove(members.size() - 1);
        if (last != connection) {
            members.set(connection.index, last);
            last.index = connection.index;
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    List<LoopMember> copy() {
        return List.copyOf(members);
    }

    /** The last first, because those that go meanwhile are replaced by the last. */
    void check(long now) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (i < members.size()) {
                members.get(i).check(now);
            }
        }
    }
}
