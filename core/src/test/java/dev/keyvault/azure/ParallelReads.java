package dev.keyvault.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Reads from 16 threads at once.
 */
public final class ParallelReads {

	private ParallelReads() {
	}

	public static void run(int reads, IntConsumer read) throws InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<?>> started = new ArrayList<>();
			for (int i = 0; i < reads; i++) {
				int number = i;
				started.add(threads.submit(() -> read.accept(number)));
			}
			for (Future<?> each : started) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
