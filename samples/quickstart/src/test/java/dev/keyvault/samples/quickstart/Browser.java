package dev.keyvault.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium, driven by the W3C WebDriver protocol. The few commands that a page
 * takes are not worth a library.
 */
final class Browser {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

	private static final List<String> FLAGS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
			"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
			"--disable-sync");

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final Process driver;

	private final String session;

	private Browser(Process driver, Path profile) throws IOException, InterruptedException {
		this.driver = driver;
		URI sessions = URI.create("http://localhost:" + port(driver) + "/session");
		List<String> flags = new ArrayList<>(FLAGS);
		flags.add("--user-data-dir=" + profile);
		Map<String, Object> options = Map.of("binary", CHROMIUM.toString(), "args", flags);
		Map<String, Object> capabilities = Map.of("goog:chromeOptions", options, "timeouts", Map.of("script", 30_000));
		JsonNode created = post(sessions.toString(), Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
		this.session = sessions + "/" + created.get("sessionId").asString();
	}

	static boolean isInstalled() {
		return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
	}

	static Browser start(Path profile) throws IOException, InterruptedException {
		Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
		try {
			return new Browser(driver, profile);
		}
		catch (IOException | InterruptedException | IllegalStateException ex) {
			driver.destroy();
			throw ex;
		}
	}

	private static int port(Process driver) throws IOException {
		BufferedReader output = driver.inputReader();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			Matcher started = STARTED.matcher(line);
			if (started.find()) {
				return Integer.parseInt(started.group(1));
			}
		}
		throw new IllegalStateException("The driver of the browser did not start");
	}

	void open(String address) throws IOException, InterruptedException {
		command("url", Map.of("url", address));
	}

	void click(String selector) throws IOException, InterruptedException {
		JsonNode element = command("element", Map.of("using", "css selector", "value", selector));
		command("element/" + element.iterator().next().asString() + "/click", Map.of());
	}

	String run(String script) throws IOException, InterruptedException {
		return command("execute/sync", Map.of("script", script, "args", List.of())).asString();
	}

	/**
	 * Wait for 30 s at most until something is true on the page.
	 * @param condition an expression in JavaScript
	 */
	void await(String condition) throws IOException, InterruptedException {
		String script = """
				const done = arguments[0];
				const look = () => (%s) ? done(true) : setTimeout(look, 20);
				look();
				""".formatted(condition);
		command("execute/async", Map.of("script", script, "args", List.of()));
	}

	/**
	 * Show the page on a screen of some size.
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param colors {@code light} or {@code dark}
	 */
	void view(int width, int height, String colors) throws IOException, InterruptedException {
		devTools("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
		devTools("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
	}

	private void devTools(String name, Map<String, Object> parameters) throws IOException, InterruptedException {
		command("goog/cdp/execute", Map.of("cmd", name, "params", parameters));
	}

	void screenshot(Path file) throws IOException, InterruptedException {
		String image = send(HttpRequest.newBuilder(URI.create(this.session + "/screenshot"))).asString();
		Files.write(file, Base64.getDecoder().decode(image));
	}

	private JsonNode command(String name, Map<String, Object> body) throws IOException, InterruptedException {
		return post(this.session + "/" + name, body);
	}

	private JsonNode post(String address, Map<String, Object> body) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(address))
			.POST(BodyPublishers.ofString(this.json.writeValueAsString(body))));
	}

	private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(request.timeout(Duration.ofMinutes(1)).build(),
				BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException("The browser says: " + response.body());
		}
		return this.json.readTree(response.body()).get("value");
	}

	void close() throws IOException, InterruptedException {
		try {
			send(HttpRequest.newBuilder(URI.create(this.session)).DELETE());
		}
		finally {
			this.driver.destroy();
			this.driver.waitFor();
		}
	}

}
