package dev.keyvault.mapping;

/**
 * A name with wildcards: {@code *} stands for any characters, {@code ?} for one. Case
 * does not matter. Compares in steps of at most the product of both lengths, whatever the
 * name.
 *
 * @param text the glob
 */
record Glob(String text) {

	boolean matches(String name) {
		int position = 0;
		int next = 0;
		int star = -1;
		int resumed = 0;
		while (next < name.length()) {
			if (position < this.text.length() && this.text.charAt(position) == '*') {
				star = position++;
				resumed = next;
			}
			else if (position < this.text.length() && isOne(this.text.charAt(position), name.charAt(next))) {
				position++;
				next++;
			}
			else if (star != -1) {
				position = star + 1;
				next = ++resumed;
			}
			else {
				return false;
			}
		}
		return this.text.substring(position).chars().allMatch((rest) -> rest == '*');
	}

	private static boolean isOne(char expected, char found) {
		return expected == '?' || Character.toLowerCase(expected) == Character.toLowerCase(found);
	}

}
