package dev.keyvault.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live page in a real browser. Screenshots lie in {@code target/screenshots}.
 */
@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.RANDOM_PORT)
class LivePageBrowserTests {

	private static final Path TARGET = Path.of("target").toAbsolutePath();

	private static final Path SCREENSHOTS = TARGET.resolve("screenshots");

	private static final String FOLLOWERS = "[...document.querySelectorAll('#followers tr')]";

	private static final String VERSION = "document.querySelector('#keys [data-label=Version]').textContent";

	@LocalServerPort
	private int port;

	private Browser browser;

	@BeforeEach
	void start() throws IOException, InterruptedException {
		Assumptions.assumeTrue(Browser.isInstalled(),
				"Install chromium and chromium-driver to test the page in a browser");
		Files.createDirectories(SCREENSHOTS);
		this.browser = Browser.start(Files.createTempDirectory(TARGET, "chromium"));
		this.browser.open("http://localhost:" + this.port);
		this.browser.await("document.querySelectorAll('#followers tr').length === 4");
	}

	@AfterEach
	void close() throws IOException, InterruptedException {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@Test
	void rotateChangesVersionTimeAndFollowersWithoutReload() throws IOException, InterruptedException {
		String before = this.browser.run("window.marker = 'same page'; return " + VERSION);
		String since = this.browser.run("return document.querySelector('#keys time').dateTime");
		this.browser.click("#rotate");
		this.browser.await(VERSION + " !== '" + before + "'");
		String after = this.browser.run("return " + VERSION);
		assertThat(this.browser.run("return document.querySelector('#keys time').dateTime")).isGreaterThan(since);
		assertThat(this.browser
			.run("return " + FOLLOWERS + ".map((row) => row.querySelector('[data-label=Version]').textContent).join()"))
			.isEqualTo(String.join(",", after, after, after, after));
		assertThat(this.browser.run("return " + FOLLOWERS + ".filter((row) => row.querySelector('time').dateTime > '"
				+ since + "').length"))
			.isEqualTo("4");
		assertThat(this.browser.run("return window.marker")).isEqualTo("same page");
	}

	@Test
	void rotateIsAnnouncedAndLeavesOtherKeysAlone() throws IOException, InterruptedException {
		String other = this.browser.run("return document.querySelector('[data-id=clientsecret]').textContent");
		this.browser.click("#rotate");
		this.browser.await("document.querySelector('[data-id=databasepassword].changed')");
		String version = this.browser.run("return " + VERSION);
		assertThat(this.browser.run("return document.querySelector('#news[aria-live]').textContent")).isEqualTo(
				"databasepassword is now version %s…; 4 of 4 beans have followed.".formatted(version.substring(0, 8)));
		assertThat(this.browser.run("return document.querySelector('[data-id=clientsecret]').textContent"))
			.isEqualTo(other);
	}

	@Test
	void pageHoldsNoValue() throws IOException, InterruptedException {
		this.browser.click("#rotate");
		this.browser.await("document.querySelector('.changed')");
		assertThat(this.browser.run("return document.documentElement.outerHTML")).doesNotContain("not-a-real")
			.contains("Password=********;");
	}

	@ParameterizedTest
	@CsvSource({ "1200, 800, light", "1200, 800, dark", "390, 1250, light", "390, 1250, dark" })
	void pageFitsTheScreen(int width, int height, String colors) throws IOException, InterruptedException {
		this.browser.view(width, height, colors);
		this.browser.click("#rotate");
		this.browser.await("document.querySelector('.changed')");
		assertThat(this.browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo("true");
		assertThat(this.browser.run("return matchMedia('(prefers-color-scheme: " + colors + ")').matches"))
			.isEqualTo("true");
		this.browser.screenshot(SCREENSHOTS.resolve("%d-%s.png".formatted(width, colors)));
	}

}
