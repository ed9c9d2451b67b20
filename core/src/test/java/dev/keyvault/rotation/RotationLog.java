package dev.keyvault.rotation;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * Listens to everything that is logged in this application above {@code DEBUG}, until it
 * is closed.
 */
final class RotationLog implements AutoCloseable {

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	RotationLog() {
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	/**
	 * Return what was logged since this was asked last.
	 * @return the lines, such as {@code WARN Rotation from vault…}
	 */
	List<String> take() {
		List<String> lines = this.appender.list.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.filter((event) -> event.getLoggerName().startsWith("dev.keyvault."))
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
		this.appender.list.clear();
		return lines;
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
	}

}
