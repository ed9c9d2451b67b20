package dev.keyvault.azure.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Reads how long a server asks its callers to wait.
 */
@Internal
public final class RetryAfter {

	private static final HttpHeaderName MILLIS = HttpHeaderName.fromString("retry-after-ms");

	private static final HttpHeaderName X_MILLIS = HttpHeaderName.fromString("x-ms-retry-after-ms");

	private RetryAfter() {
	}

	/**
	 * Read the headers {@code retry-after-ms}, {@code x-ms-retry-after-ms} and
	 * {@code Retry-After}, the last in seconds or as a date.
	 * @param response the answer
	 * @param clock tells what time it is
	 * @return the time to wait, or {@code null} if the server does not say it in a way
	 * that makes sense
	 */
	public static @Nullable Duration find(HttpResponse response, Clock clock) {
		Duration millis = millis(response.getHeaderValue(MILLIS));
		Duration wait = (millis != null) ? millis : millis(response.getHeaderValue(X_MILLIS));
		return (wait != null) ? wait : secondsOrDate(response.getHeaderValue(HttpHeaderName.RETRY_AFTER), clock);
	}

	private static @Nullable Duration millis(@Nullable String value) {
		return (value != null && isNumber(value)) ? Duration.ofMillis(Long.parseLong(value)) : null;
	}

	private static @Nullable Duration secondsOrDate(@Nullable String value, Clock clock) {
		if (value == null) {
			return null;
		}
		return isNumber(value) ? Duration.ofSeconds(Long.parseLong(value)) : untilDate(value, clock);
	}

	private static boolean isNumber(String value) {
		return value.matches("[0-9]{1,9}");
	}

	private static @Nullable Duration untilDate(String value, Clock clock) {
		try {
			Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
			Duration wait = Duration.between(clock.instant(), date);
			return wait.isNegative() ? Duration.ZERO : wait;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
