package dev.keyvault.mapping;

/**
 * The name under which users find a value, such as {@code spring.datasource.password}.
 *
 * @param value the name, exactly as its user wrote it
 */
public record NamedKey(String value) {

	public NamedKey {
		if (value.isBlank() || !value.equals(value.strip())) {
			throw new IllegalArgumentException(
					"'%s' is not a key: it is empty or has white space around it".formatted(value));
		}
	}

	/**
	 * Return the key of a member below this one.
	 * @param member the path of the member; empty for this key itself
	 * @return the key
	 */
	public NamedKey member(String member) {
		return member.isEmpty() ? this : new NamedKey(this.value + "." + member);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
