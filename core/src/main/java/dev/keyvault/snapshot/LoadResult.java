package dev.keyvault.snapshot;

import java.util.List;

/**
 * What a load found: every value that could be read and every problem with the others.
 *
 * @param snapshot the values
 * @param problems the problems; keys with a problem have no value
 * @param warnings sentences about values that were read but deserve a look
 */
public record LoadResult(Snapshot snapshot, List<Problem> problems, List<String> warnings) {

	public LoadResult {
		problems = List.copyOf(problems);
		warnings = List.copyOf(warnings);
	}

}
