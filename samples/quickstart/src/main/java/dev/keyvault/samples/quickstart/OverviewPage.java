package dev.keyvault.samples.quickstart;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Shows the keys as a page.
 */
@RestController
final class OverviewPage {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<meta charset="utf-8">
			<title>Key Vault quickstart</title>
			<style>
			body { font: 1rem/1.6 system-ui, sans-serif; margin: 3rem auto; max-width: 60rem }
			th, td { text-align: left; padding: .3rem 1.5rem .3rem 0; border-bottom: 1px solid #ccc }
			td { font-family: ui-monospace, monospace }
			</style>
			<h1>Keys from Azure Key Vault</h1>
			<table>
			<tr><th>Key<th>Object<th>Version<th>Value
			%s
			</table>
			<p><code>app.connection-string</code> is <code>%s</code></p>
			</html>
			""";

	private final KeyOverview overview;

	OverviewPage(KeyOverview overview) {
		this.overview = overview;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String show() {
		String rows = this.overview.keys().stream().map(OverviewPage::row).collect(Collectors.joining("\n"));
		return PAGE.formatted(rows, HtmlUtils.htmlEscape(this.overview.connectionString()));
	}

	private static String row(ImportedKey key) {
		return Stream.of(key.name(), key.object(), key.version(), KeyOverview.MASK)
			.map((cell) -> "<td>" + HtmlUtils.htmlEscape(cell))
			.collect(Collectors.joining("", "<tr>", ""));
	}

}
