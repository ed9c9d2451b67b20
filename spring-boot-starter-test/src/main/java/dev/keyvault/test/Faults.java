package dev.keyvault.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Lets things go wrong. Faults meet requests for objects that carry a valid token, so the
 * challenge never uses one up; to reach the token endpoint name its path. They last until
 * they have met the given number of requests or are cleared.
 */
public final class Faults {

	private static final Pattern OBJECTS = Pattern.compile("/(secrets|keys|certificates)(/.*)?");

	private static final Duration FOR_EVER = Duration.ofDays(365);

	private final ActiveFaults active;

	private final Clock clock;

	private final Pattern paths;

	private final int times;

	Faults(ActiveFaults active, Clock clock) {
		this(active, clock, OBJECTS, Integer.MAX_VALUE);
	}

	private Faults(ActiveFaults active, Clock clock, Pattern paths, int times) {
		this.active = active;
		this.clock = clock;
		this.paths = paths;
		this.times = times;
	}

	/**
	 * Returns faults that only meet requests for some paths.
	 * @param regex a regular expression that matches a whole path
	 * @return the narrower faults
	 */
	public Faults onPath(String regex) {
		return new Faults(this.active, this.clock, Pattern.compile(regex), this.times);
	}

	/**
	 * Returns faults that end after some requests.
	 * @param times how many requests they meet
	 * @return the narrower faults
	 */
	public Faults times(int times) {
		return new Faults(this.active, this.clock, this.paths, times);
	}

	/**
	 * Answers later.
	 * @param time how much later
	 */
	public void delay(Duration time) {
		ActiveFaults.Hold hold = this.active.hold();
		add((usual) -> {
			hold.await(time);
			return null;
		});
	}

	/**
	 * Does not answer until the faults are cleared; then answers as usual.
	 */
	public void silent() {
		delay(FOR_EVER);
	}

	/**
	 * Answers with an error.
	 * @param status the HTTP status
	 * @param code the code
	 * @param message the message
	 */
	public void respond(int status, String code, String message) {
		ResponseDefinition response = new VaultError(status, code, message, null).response().build();
		add((usual) -> response);
	}

	/**
	 * Answers with an error and the header {@code Retry-After}.
	 * @param status the HTTP status
	 * @param code the code
	 * @param message the message
	 * @param retryAfter the time to wait, told in whole seconds
	 */
	public void respond(int status, String code, String message, Duration retryAfter) {
		ResponseDefinition response = new VaultError(status, code, message, null).responseAfter(retryAfter);
		add((usual) -> response);
	}

	/**
	 * Answers that there were too many requests.
	 * @param retryAfter the time to wait, told in whole seconds
	 */
	public void throttle(Duration retryAfter) {
		add((usual) -> VaultError.THROTTLED.responseAfter(retryAfter));
	}

	/**
	 * Answers that there were too many requests until the clock of the vault has moved
	 * on.
	 * @param time how far the clock has to move
	 */
	public void throttleFor(Duration time) {
		Instant end = this.clock.instant().plus(time);
		add((usual) -> {
			Instant now = this.clock.instant();
			return now.isBefore(end) ? VaultError.THROTTLED.responseAfter(Duration.between(now, end)) : null;
		});
	}

	/**
	 * Resets the TCP connection instead of answering. Some clients then repeat the
	 * request of their own accord, the one of the JDK among them, and so meet the fault
	 * twice.
	 */
	public void reset() {
		ResponseDefinition response = new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
		add((usual) -> response);
	}

	/**
	 * Answers with success and a body that is no JSON.
	 */
	public void malformedBody() {
		ResponseDefinition response = new ResponseDefinitionBuilder().withStatus(200)
			.withHeader("Content-Type", "application/json; charset=utf-8")
			.withBody("{\"value\":")
			.build();
		add((usual) -> response);
	}

	/**
	 * Answers as usual, but closes the TCP connection when the headers and half of the
	 * body are sent. What was sent does arrive. Errors come as usual.
	 */
	public void breakOff() {
		add((usual) -> PartialResponse.brokenOff(usual.get()));
	}

	/**
	 * Answers as usual, but sends the body byte by byte. Errors come as usual.
	 * @param time how long the body takes at least
	 */
	public void drip(Duration time) {
		add((usual) -> PartialResponse.dripping(usual.get(), time));
	}

	/**
	 * Ends all faults of the vault and lets go of the requests that wait because of them.
	 * Bodies that have begun to drip go on dripping.
	 */
	public void clear() {
		this.active.clear();
	}

	private void add(FaultBehavior behavior) {
		this.active.add(this.paths, this.times, behavior);
	}

}
