package com.example.faye.chat;

import io.faye.spring.FayeListener;
import io.faye.spring.FayeTemplate;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Chat {

    private static final int KEPT = 50;

    private final Map<String, Deque<Line>> rooms = new ConcurrentHashMap<>();
    private final FayeTemplate faye;

    Chat(FayeTemplate faye) {
        this.faye = faye;
    }

    record Said(String text) {}

    record Line(String user, String text, Instant at) {}

    @FayeListener("/service/say/{room}")
    void say(String room, Said said, Principal user) {
        Line line = new Line(user.getName(), said.text(), Instant.now());
        Deque<Line> lines = rooms.computeIfAbsent(room, name -> new ArrayDeque<>());
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        faye.convertAndPublish("/chat/" + room, line);
    }

    @GetMapping("/rooms/{room}")
    List<Line> lines(@PathVariable String room) {
        Deque<Line> lines = rooms.getOrDefault(room, new ArrayDeque<>());
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @GetMapping("/me")
    Map<String, String> me(Principal user) {
        return Map.of("name", user.getName());
    }
}
