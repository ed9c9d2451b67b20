package dev.keyvault.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

/**
 * What an open page is told.
 *
 * @param lines the lines of the stream
 */
record EventStream(BufferedReader lines) implements AutoCloseable {

	private static final String DATA = "data:";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	static EventStream open(int port) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events")).build();
		return new EventStream(new BufferedReader(new InputStreamReader(
				HTTP.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8)));
	}

	String nextText() throws IOException {
		for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
			if (line.startsWith(DATA)) {
				return line.substring(DATA.length());
			}
		}
		return "end";
	}

	Overview next() throws IOException {
		return new JsonMapper().readValue(nextText(), Overview.class);
	}

	@Override
	public void close() throws IOException {
		this.lines.close();
	}

}
