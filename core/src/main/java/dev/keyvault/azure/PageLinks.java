package dev.keyvault.azure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.Limits;
import dev.keyvault.object.Vault;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Follows a list from page to page, as far as the links make sense. Used once.
 */
final class PageLinks {

	private final Vault vault;

	private final String path;

	private final Set<String> followed = new HashSet<>();

	PageLinks(Vault vault, String first) {
		this.vault = vault;
		this.path = path(URI.create(first));
		this.followed.add(first);
	}

	private static String path(URI address) {
		String path = (address.getRawPath() != null) ? address.getRawPath() : "";
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	/**
	 * Check the link to the next page.
	 * @param link the link, {@code null} or empty after the last page
	 * @return the link, or {@code null} after the last page
	 * @throws VaultUnreachableException if the link is not to another page of this list;
	 * that it is to this vault is left to {@link AuthorizationPolicy}
	 */
	@Nullable String next(@Nullable String link) {
		if (link == null || link.isEmpty()) {
			return null;
		}
		URI address = parse(link);
		if (!this.followed.add(link) || !isOfList(address)) {
			throw wrong("sent a link that is not to another page of the list");
		}
		if (this.followed.size() > Limits.PAGES) {
			throw wrong("sent a list with more than %d pages".formatted(Limits.PAGES));
		}
		return link;
	}

	/**
	 * Check how long the list has become.
	 * @param objects the objects so far
	 * @throws VaultUnreachableException if it is too long
	 */
	void requireLength(int objects) {
		if (objects > Limits.OBJECTS) {
			throw wrong("sent a list with more than %d objects".formatted(Limits.OBJECTS));
		}
	}

	private URI parse(String link) {
		try {
			URI address = new URI(link);
			if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
				return address;
			}
		}
		catch (URISyntaxException ex) {
			throw wrong("sent a link that is no address");
		}
		throw wrong("sent a link that is no address");
	}

	private boolean isOfList(URI address) {
		return !this.vault.serves(address) || (address.getRawUserInfo() == null && address.getRawFragment() == null
				&& path(address).equalsIgnoreCase(this.path));
	}

	private VaultUnreachableException wrong(String what) {
		return new VaultUnreachableException(this.vault, "Vault %s %s.".formatted(this.vault, what),
				"Check that 'endpoint' is the address of a vault; a proxy may have changed the answer.", null);
	}

}
