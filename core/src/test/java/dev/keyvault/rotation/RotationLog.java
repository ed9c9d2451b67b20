package dev.keyvault.rotation;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Listens to what is logged, until it is closed.
 */
final class RotationLog implements AutoCloseable {

	private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

	private final Appender<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			RotationLog.this.events.add(event);
		}

	};

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	RotationLog() {
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	/**
	 * Return what rotation has logged above {@code DEBUG} since this was asked last.
	 * @return the lines, such as {@code WARN Vault…}
	 */
	List<String> take() {
		List<String> lines = this.events.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.filter((event) -> event.getLoggerName().startsWith("dev.keyvault.rotation."))
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
		this.events.clear();
		return lines;
	}

	/**
	 * Return the stack traces that were logged since {@link #take()}.
	 * @return each as text, with its messages and causes
	 */
	List<String> traces() {
		return this.events.stream()
			.map(ILoggingEvent::getThrowableProxy)
			.filter(Objects::nonNull)
			.map((thrown) -> ThrowableProxyUtil.asString(thrown).replaceFirst("^[^:]+: ", ""))
			.toList();
	}

	/**
	 * Return everything that was logged since {@link #take()}, whoever logged it.
	 * @return messages and stack traces
	 */
	List<String> everything() {
		return Stream.concat(this.events.stream().map(ILoggingEvent::getFormattedMessage), traces().stream()).toList();
	}

	/**
	 * Let rotation log nothing below {@code WARN} from now on.
	 */
	void onlyWarnings() {
		rotation().setLevel(Level.WARN);
	}

	private static Logger rotation() {
		return (Logger) LoggerFactory.getLogger(RotationPoller.class);
	}

	@Override
	public void close() {
		rotation().setLevel(null);
		this.root.detachAppender(this.appender);
	}

}
