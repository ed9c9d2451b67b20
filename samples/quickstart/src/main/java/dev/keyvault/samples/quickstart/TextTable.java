package dev.keyvault.samples.quickstart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of text with aligned columns.
 *
 * @param rows the rows, all of the same length
 */
record TextTable(List<List<String>> rows) {

	@Override
	public String toString() {
		return this.rows.stream().map(this::line).collect(Collectors.joining("\n"));
	}

	private String line(List<String> row) {
		return IntStream.range(0, row.size())
			.mapToObj((column) -> row.get(column) + " ".repeat(width(column) - row.get(column).length()))
			.collect(Collectors.joining("  "))
			.stripTrailing();
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

}
