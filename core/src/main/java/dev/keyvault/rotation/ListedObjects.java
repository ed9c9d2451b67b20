package dev.keyvault.rotation;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.Vault;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * The list that tells whether an object has changed. A certificate that is read with its
 * private key is read as the secret behind it, and so is in the list of secrets.
 *
 * @param vault the vault
 * @param kind the kind of object listed
 */
record ListedObjects(Vault vault, ObjectKind kind) {

	static ListedObjects of(KeyMapping mapping) {
		return of(new ObjectRequest(mapping.object(), mapping.reference().part().content()));
	}

	static ListedObjects of(ObjectRequest request) {
		return new ListedObjects(request.id().vault(), kind(request));
	}

	private static ObjectKind kind(ObjectRequest request) {
		ObjectKind kind = request.id().kind();
		return (kind == ObjectKind.CERTIFICATE && request.content() == Content.FULL) ? ObjectKind.SECRET : kind;
	}

	/**
	 * Return the identifier under which the list has an object.
	 * @param id the object
	 * @return the identifier, without version
	 */
	ObjectId listed(ObjectId id) {
		return new ObjectId(this.vault, this.kind, id.name(), null);
	}

}
