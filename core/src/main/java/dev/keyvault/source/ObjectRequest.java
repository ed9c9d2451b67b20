package dev.keyvault.source;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;

/**
 * Asks for an object.
 *
 * @param id the object; its latest version if the identifier has none
 * @param content how much of the object is needed
 */
@Internal
public record ObjectRequest(ObjectId id, Content content) {

	/**
	 * How much of an object is needed. It matters for certificates, whose chain and
	 * private key take the permission to get secrets.
	 */
	public enum Content {

		/**
		 * What anybody may know: of a certificate, the leaf. It takes only the permission
		 * to get certificates.
		 */
		PUBLIC,

		/**
		 * Everything.
		 */
		FULL

	}

}
