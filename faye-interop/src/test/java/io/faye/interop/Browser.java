package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A real Chromium without a window. It shows one page at a time. */
final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            "--disable-dev-shm-usage");

    private final ChromeDriver driver;

    Browser() {
        try {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(program("chromium", "chromium"));
            options.addArguments(FLAGS);
            options.addArguments("--user-data-dir=" + profile());
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(program("chromedriver", "chromium-driver"))
                    .usingAnyFreePort()
                    .build();
            driver = new ChromeDriver(service, options);
            driver.manage().timeouts().scriptTimeout(Limits.PATIENCE.plusSeconds(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path profile() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "interop"));
        return Files.createTempDirectory(folder, "chromium").toAbsolutePath();
    }

    private static File program(String name, String debianPackage) {
        return Programs.find(name)
                .orElseThrow(() -> new AssertionError("The program '" + name + "' is missing: tests in a real browser"
                        + " need Chromium and its driver (on Debian: apt-get install chromium " + debianPackage + ")"));
    }

    /** Shows a page of the URL's origin that has no script, and puts these on it. */
    void show(URI url, String... scripts) {
        driver.get(url.toString());
        for (String script : scripts) {
            driver.executeScript(
                    "const made = document.createElement('script'); made.textContent = arguments[0];"
                            + " document.documentElement.append(made);",
                    script);
        }
    }

    /** {@return what the promise that a JavaScript expression makes is resolved with} */
    Object evaluate(String expression, Object... arguments) {
        String script = "const args = [...arguments], done = args.pop(); Promise.resolve(" + expression
                + ").then(done, error => done('failed: ' + error));";
        return driver.executeAsyncScript(script, arguments);
    }

    /** Opens a tab with a page and goes to it; {@return its name} */
    String openTab(URI url) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(url.toString());
        return driver.getWindowHandle();
    }

    void goTo(String tab) {
        driver.switchTo().window(tab);
    }

    /** Closes a tab, and goes to the first of those that stay. */
    void closeTab(String tab) {
        goTo(tab);
        driver.close();
        goTo(driver.getWindowHandles().iterator().next());
    }

    void back() {
        driver.navigate().back();
    }

    /** Puts a text into a field, in place of what it holds, as a user does. */
    void type(String selector, String text) {
        WebElement field = driver.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** {@return what the browser complains of about a server and its pages, such as scripts that it did not run} */
    List<String> complaints(URI server) {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(complaint -> complaint.contains(server.getAuthority()))
                .toList();
    }

    /** {@return the text of a script that tests put on pages} */
    static String resource(String name) {
        return text(Path.of("src", "test", "resources", "browser", name));
    }

    /** {@return the text of a file} */
    static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
