package io.faye.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.servlet.TestClient.Socket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Inside an application")
class ApplicationTest extends InContainer {

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        start("/app", BayeuxServer.builder().extension(new Recorder(requests)), MountOptions.DEFAULT, this::setUp);
    }

    private void setUp(ServletContext context) {
        filter(context, new Login());
        context.addServlet("hello", new Hello()).addMapping("/hello");
    }

    private Request last() throws InterruptedException {
        Request request = requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    @Test
    @DisplayName("the server is beside the application's own paths")
    void beside() {
        assertThat(client("/app/hello").get("").body()).isEqualTo("Hello");
        assertThat(client("/app/faye").post("[]").body()).isEqualTo("[]");
        assertThat(client("/faye").post("[]").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("extensions see the container's user and session, the cookies and the address of a poll")
    void poll() throws Exception {
        client("/app/faye").with("X-User", "alice").with("Cookie", "a=b").post(TestClient.HANDSHAKE);
        Request request = last();
        assertThat(request.transport()).isEqualTo("long-polling");
        isAlice(request);
        assertThat(request.cookies()).containsEntry("a", "b");
        assertThat(request.target()).isEqualTo("/app/faye");
        assertThat(request.remoteAddress())
                .isPresent()
                .get()
                .isInstanceOfSatisfying(InetSocketAddress.class, address -> {
                    assertThat(address.getAddress().isLoopbackAddress()).isTrue();
                });
    }

    @Test
    @DisplayName("extensions see the same of the request that opened a WebSocket, which the filters have seen too")
    void webSocket() throws Exception {
        Socket socket = client("/app/faye").with("X-User", "alice").socket();
        assertThat(socket.send(TestClient.HANDSHAKE).receive()).contains("\"successful\":true");
        Request request = last();
        assertThat(request.transport()).isEqualTo("websocket");
        isAlice(request);
        assertThat(request.header("x-user")).contains("alice");
        socket.abort();
    }

    private static void isAlice(Request request) {
        assertThat(request.principal().map(Principal::getName)).contains("alice");
        assertThat(request.unwrap(HttpSession.class).map(session -> session.getAttribute("name")))
                .contains("alice");
    }

    @Test
    @DisplayName("a request without a user and a session has none")
    void nobody() throws Exception {
        client("/app/faye").post(TestClient.HANDSHAKE);
        Request request = last();
        assertThat(request.principal()).isEmpty();
        assertThat(request.unwrap(HttpSession.class)).isEmpty();
    }

    @Test
    @DisplayName("a filter that refuses a request keeps it from the server, a WebSocket as well")
    void refused() {
        TestClient stranger = client("/app/faye").with("X-User", "mallory");
        assertThat(stranger.post("[]").statusCode()).isEqualTo(403);
        assertThat(stranger.get("?message=%5B%5D").statusCode()).isEqualTo(403);
        assertThatThrownBy(stranger::socket).hasStackTraceContaining("WebSocketHandshakeException");
    }

    @Test
    @DisplayName("a form is taken although a filter has read it")
    void readForm() {
        assertThat(client("/app/faye")
                        .with("X-Read", "form")
                        .postForm("message=" + TestClient.encoded(TestClient.HANDSHAKE))
                        .body())
                .contains("\"successful\":true");
    }

    /** Keeps the requests of handshakes. */
    private record Recorder(BlockingQueue<Request> requests) implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            requests.add(exchange.request());
            return Verdict.pass(message);
        }
    }

    /** Takes the user's name from a header field, and begins a session of the container for the user. */
    private static final class Login extends HttpFilter {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String user = request.getHeader("X-User");
            if (request.getHeader("X-Read") != null) {
                request.getParameter("x");
            }
            if (user == null) {
                chain.doFilter(request, response);
            } else if (user.equals("mallory")) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            } else {
                request.getSession().setAttribute("name", user);
                chain.doFilter(new Authenticated(request, user), response);
            }
        }
    }

    /** A request of a user. */
    private static final class Authenticated extends HttpServletRequestWrapper {

        private final String user;

        Authenticated(HttpServletRequest request, String user) {
            super(request);
            this.user = user;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> user;
        }
    }

    /** A path of the application. */
    private static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("Hello");
        }
    }
}
