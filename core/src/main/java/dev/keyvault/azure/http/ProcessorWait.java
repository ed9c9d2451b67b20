package dev.keyvault.azure.http;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.keyvault.Internal;

/**
 * Tells how long this process has waited for a processor: because others have it, or
 * because its container has used up its share.
 */
@FunctionalInterface
@Internal
public interface ProcessorWait {

	/**
	 * Return how long the threads of this process have waited so far, in all.
	 * @return the time, zero where the operating system does not tell
	 */
	Duration total();

	/**
	 * Tell what Linux keeps of each thread.
	 * @param tasks the directory with the threads, such as {@code /proc/self/task}
	 * @return the wait
	 */
	static ProcessorWait ofLinux(Path tasks) {
		return () -> {
			long nanos = 0;
			try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
				for (Path thread : threads) {
					nanos += ofThread(thread.resolve("schedstat"));
				}
			}
			catch (IOException | DirectoryIteratorException ex) {
				return Duration.ZERO;
			}
			return Duration.ofNanos(nanos);
		};
	}

	private static long ofThread(Path statistics) {
		try {
			String[] fields = Files.readString(statistics).strip().split(" ", 3);
			return (fields.length > 1) ? Long.parseLong(fields[1]) : 0;
		}
		catch (IOException | NumberFormatException ex) {
			return 0;
		}
	}

}
