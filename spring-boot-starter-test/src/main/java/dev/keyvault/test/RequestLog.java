package dev.keyvault.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Counts the requests that a vault has met, those of its token endpoint among them.
 */
public final class RequestLog {

	private final List<String> lines = new ArrayList<>();

	private int challenges;

	private int tokenRequests;

	private int inFlight;

	private int maxConcurrent;

	RequestLog() {
	}

	/**
	 * Returns all requests in the order in which they came.
	 * @return method and path of each request, such as {@code GET /secrets/name}
	 */
	public synchronized List<String> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Returns how many requests came.
	 * @return the number of requests
	 */
	public synchronized int total() {
		return this.lines.size();
	}

	/**
	 * Returns how many requests came for some paths.
	 * @param pathRegex a regular expression that matches a whole path
	 * @return the number of requests
	 */
	public synchronized int count(String pathRegex) {
		Pattern pattern = Pattern.compile("[A-Z]+ (" + pathRegex + ")");
		return Math.toIntExact(this.lines.stream().filter((line) -> pattern.matcher(line).matches()).count());
	}

	/**
	 * Returns how many requests were challenged for want of a valid token.
	 * @return the number of answers with status 401
	 */
	public synchronized int challenges() {
		return this.challenges;
	}

	/**
	 * Returns how many requests for a token came.
	 * @return the number of requests, granted or not
	 */
	public synchronized int tokenRequests() {
		return this.tokenRequests;
	}

	/**
	 * Returns how many requests were being answered at the same time at most.
	 * @return the highest number
	 */
	public synchronized int maxConcurrent() {
		return this.maxConcurrent;
	}

	/**
	 * Waits until a number of requests are being answered at the same time.
	 * @param requests the number of requests
	 * @param timeout how long to wait at most
	 * @return whether there were as many
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public synchronized boolean awaitInFlight(int requests, Duration timeout) throws InterruptedException {
		long end = System.nanoTime() + timeout.toNanos();
		while (this.inFlight < requests && System.nanoTime() < end) {
			wait(1 + Math.max(0, (end - System.nanoTime()) / 1_000_000));
		}
		return this.inFlight >= requests;
	}

	/**
	 * Forgets all requests that came so far.
	 */
	public synchronized void reset() {
		this.lines.clear();
		this.challenges = 0;
		this.tokenRequests = 0;
		this.maxConcurrent = this.inFlight;
	}

	ResponseDefinition record(VaultRequest request, Supplier<ResponseDefinition> answer) {
		begin(request);
		try {
			ResponseDefinition response = answer.get();
			note(request, response.getStatus());
			return response;
		}
		finally {
			end();
		}
	}

	private synchronized void begin(VaultRequest request) {
		this.lines.add(request.method() + " " + request.path());
		this.tokenRequests += EntraHandler.isTokenRequest(request) ? 1 : 0;
		this.inFlight++;
		this.maxConcurrent = Math.max(this.maxConcurrent, this.inFlight);
		notifyAll();
	}

	private synchronized void note(VaultRequest request, int status) {
		this.challenges += (status == 401 && !EntraHandler.isTokenRequest(request)) ? 1 : 0;
	}

	private synchronized void end() {
		this.inFlight--;
		notifyAll();
	}

}
