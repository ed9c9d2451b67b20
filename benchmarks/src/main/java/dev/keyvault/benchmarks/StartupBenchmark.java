package dev.keyvault.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what loading 1, 50 and 200 keys adds to the start of a Spring Boot
 * application, beside a sequential load by the SDK and a bare parallel client, all
 * against one vault that takes 20 ms for each request. Arguments: the number of rounds
 * (default 5) and the Java installation to measure (default: the one that runs this).
 */
public final class StartupBenchmark {

	private static final List<Integer> SIZES = List.of(1, 50, 200);

	private final Path java;

	private final Map<String, List<Long>> samples = new LinkedHashMap<>();

	private final Map<String, String> requests = new LinkedHashMap<>();

	private StartupBenchmark(Path java) {
		this.java = java;
	}

	/**
	 * Run the benchmark.
	 * @param arguments the number of rounds and the Java installation
	 * @throws IOException if a process cannot be started
	 */
	public static void main(String[] arguments) throws IOException {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5;
		Path java = Path.of((arguments.length > 1) ? arguments[1] : System.getProperty("java.home"));
		new StartupBenchmark(java).run(rounds);
	}

	private void run(int rounds) throws IOException {
		Process vault = process(VaultProcess.class, List.of()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader out = vault.inputReader(); BufferedWriter in = vault.outputWriter()) {
			List<String> address = Arrays.asList(out.readLine().split(" "));
			for (int round = 0; round <= rounds; round++) {
				for (int size : SIZES) {
					measure(address, size, round > 0, in, out);
				}
			}
		}
		report();
	}

	private void measure(List<String> address, int size, boolean counted, BufferedWriter in, BufferedReader out)
			throws IOException {
		List<String> arguments = Stream.concat(address.stream(), Stream.of(String.valueOf(size))).toList();
		sample("SDK, sequential", size, SequentialSdkClient.class, arguments, counted, in, out);
		sample("bare client, 16 parallel", size, BareClient.class, arguments, counted, in, out);
		sample("Boot without keys", size, BootApplication.class, List.of(), counted, in, out);
		sample("Boot with keys", size, BootApplication.class, properties(address, size), counted, in, out);
	}

	private static List<String> properties(List<String> address, int size) {
		Stream<String> vault = Stream.of("--spring.config.import=keyvault:", "--benchmark.keys=" + size,
				"--keyvault.vaults.demo.endpoint=" + address.get(0),
				"--keyvault.vaults.demo.trusted-certificates=file:" + address.get(1),
				"--keyvault.vaults.demo.verify-challenge-resource=false",
				"--keyvault.vaults.demo.credential.type=static-token",
				"--keyvault.vaults.demo.credential.token=" + address.get(2));
		Stream<String> keys = IntStream.range(0, size)
			.mapToObj((i) -> "--keyvault.vaults.demo.keys.app.key-%1$d=secret-%1$d".formatted(i));
		return Stream.concat(vault, keys).toList();
	}

	private void sample(String name, int size, Class<?> main, List<String> arguments, boolean counted,
			BufferedWriter in, BufferedReader out) throws IOException {
		Process process = process(main, arguments).redirectErrorStream(true).start();
		List<String> lines = process.inputReader().lines().toList();
		long time = lines.stream()
			.filter((line) -> line.startsWith("done "))
			.mapToLong((line) -> Long.parseLong(line.substring("done ".length())))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(name + " failed:\n" + String.join("\n", lines)));
		in.write("\n");
		in.flush();
		if (counted) {
			String row = "%s, %d key(s)".formatted(name, size);
			this.samples.computeIfAbsent(row, (key) -> new ArrayList<>()).add(time);
			this.requests.put(row, out.readLine());
		}
		else {
			out.readLine();
		}
	}

	private ProcessBuilder process(Class<?> main, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(this.java.resolve("bin/java").toString(), "-Xmx256m", "-cp",
				System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		return new ProcessBuilder(command);
	}

	private void report() {
		System.out.println("| ms from the start of the process, " + this.java.getFileName()
				+ " | median | min | max | requests, challenges, most at a time |");
		System.out.println("|---|---|---|---|---|");
		this.samples.forEach((row, times) -> System.out.println("| %s | %d | %d | %d | %s |".formatted(row, median(row),
				Collections.min(times), Collections.max(times), this.requests.get(row))));
		for (int size : SIZES) {
			long added = median("Boot with keys, %d key(s)".formatted(size))
					- median("Boot without keys, %d key(s)".formatted(size));
			long bare = median("bare client, 16 parallel, %d key(s)".formatted(size));
			System.out.println("%d key(s) add %d ms to the start, %.2f x the bare client".formatted(size, added,
					(double) added / bare));
		}
	}

	private long median(String row) {
		List<Long> sorted = this.samples.getOrDefault(row, List.of()).stream().sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

}
