package dev.keyvault.azure.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessorWait}.
 */
class ProcessorWaitTests {

	@TempDir
	private Path tasks;

	@Test
	void totalAddsUpWhatTheThreadsWaited() throws IOException {
		thread("1", "268183 3981233 2\n");
		thread("2", "9000000000 2000000000 900\n");
		assertThat(wait(this.tasks)).isEqualTo(Duration.ofNanos(2_003_981_233));
	}

	@Test
	void totalPassesOverThreadsOfWhichNothingIsTold() throws IOException {
		thread("1", "268183 5 2\n");
		thread("2", "");
		thread("3", "one two three");
		Files.createDirectory(this.tasks.resolve("4"));
		assertThat(wait(this.tasks)).isEqualTo(Duration.ofNanos(5));
	}

	@Test
	void totalIsZeroWhereTheSystemDoesNotTell() {
		assertThat(wait(this.tasks.resolve("absent"))).isZero();
	}

	private static Duration wait(Path tasks) {
		return ProcessorWait.ofLinux(tasks).total();
	}

	private void thread(String id, String statistics) throws IOException {
		Files.writeString(Files.createDirectory(this.tasks.resolve(id)).resolve("schedstat"), statistics);
	}

}
