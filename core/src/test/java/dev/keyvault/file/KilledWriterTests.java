package dev.keyvault.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.keyvault.fixtures.Soak;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a process that writes files, and looks at what it leaves, while another one reads
 * all the time. In the soak profile that is done 200 times.
 */
class KilledWriterTests {

	@TempDir
	Path temporary;

	private Path root;

	private final List<String> mixtures = new ArrayList<>();

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void killedWriterLeavesOldOrNewFilesAndReadersSeeOneOfThem() throws Exception {
		this.root = this.temporary.resolve("secrets");
		Random random = new Random(11);
		AtomicBoolean stopped = new AtomicBoolean();
		Thread reader = new Thread(() -> read(stopped), "reader");
		for (int kill = 0; kill < Soak.kills(); kill++) {
			Process writer = start(kill * 100_000);
			for (int written = random.nextInt(20); written >= 0; written--) {
				assertThat(writer.getInputStream().read()).isEqualTo('.');
			}
			if (kill == 0) {
				reader.start();
			}
			writer.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
			assertThat(findMixture(this.root)).as("after kill %s", kill).isNull();
		}
		stopped.set(true);
		reader.join();
		assertThat(this.mixtures).isEmpty();
		assertThat(this.reads).hasPositiveValue();
	}

	private Process start(int generation) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				WriterProcess.class.getName(), this.root.toString(), String.valueOf(generation))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private void read(AtomicBoolean stopped) {
		while (!stopped.get() && this.mixtures.isEmpty()) {
			readByName();
			try {
				String mixture = findMixture(this.root.resolve("..data").toRealPath());
				if (mixture != null) {
					this.mixtures.add(mixture);
				}
				this.reads.incrementAndGet();
			}
			catch (NoSuchFileException ex) {
				// two generations came while this one was read
			}
			catch (IOException ex) {
				this.mixtures.add(ex.toString());
			}
		}
	}

	/**
	 * Read a file that every generation has, by the name that users know.
	 */
	private void readByName() {
		try {
			if (Files.readString(this.root.resolve("dir/b")).isEmpty()) {
				this.mixtures.add("an empty file");
			}
		}
		catch (IOException ex) {
			this.mixtures.add(ex.toString());
		}
	}

	/**
	 * Find what cannot have been written together.
	 */
	private static @Nullable String findMixture(Path directory) throws IOException {
		String content = Files.readString(directory.resolve(WriterProcess.FILES[0]));
		int generation = Integer.parseInt(content.substring(0, content.length() / 500));
		for (FilePath path : WriterProcess.files(generation).keySet()) {
			String other = Files.readString(directory.resolve(path.text()));
			if (!other.equals(content)) {
				return "generation " + generation + " and another in " + path;
			}
		}
		return (generation % 2 != 0 && Files.exists(directory.resolve(WriterProcess.EXTRA)))
				? "a file too many in generation " + generation : null;
	}

}
