package com.example.faye.chat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faye.spring.FayeTemplate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ChatPageTest {

    @Value("http://localhost:${local.server.port}")
    private String address;

    @Autowired
    private FayeTemplate faye;

    @Test
    void showsWhatOthersAndItsUserSay() throws Exception {
        assumeTrue(Chromium.isInstalled(), "There is no Chromium to try the page in");
        try (Chromium browser = new Chromium()) {
            browser.open(address + "/");
            browser.await("document.querySelector('[name=password]')");
            browser.run("document.querySelector('[name=username]').value = 'ada';"
                    + "document.querySelector('[name=password]').value = 'ada';"
                    + "document.querySelector('form').submit();");
            browser.await("document.title === 'Chat' && document.querySelector('#state.up')"
                    + " && document.querySelector('main[aria-busy=false]')");
            faye.convertAndPublish("/chat/lobby", new Chat.Line("bob", "Hello, Ada", Instant.now()));
            browser.await("/Hello, Ada/.test(document.querySelector('main').textContent)");
            faye.convertAndPublish("/chat/music", new Chat.Line("bob", "Listen", Instant.now()));
            browser.await("document.querySelector('nav').textContent.includes('# music1')");
            browser.run("document.querySelector('form input').value = 'Hello, Bob';"
                    + "document.querySelector('form').requestSubmit();");
            browser.await("[...document.querySelectorAll('main p.own')].some(own => /Hello, Bob/.test(own.textContent))");
        }
    }
}
