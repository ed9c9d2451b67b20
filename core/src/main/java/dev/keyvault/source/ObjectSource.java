package dev.keyvault.source;

import java.util.List;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;

/**
 * Reads objects from vaults. Implementations are thread-safe, block the caller until
 * there is an answer, and give up at the deadline or when the calling thread is
 * interrupted.
 */
@Internal
public interface ObjectSource {

	/**
	 * Read one object.
	 * @param request what to read
	 * @param deadline when an answer is of no use any more
	 * @return the object
	 * @throws KeyVaultException if the object cannot be read
	 */
	VaultObject read(ObjectRequest request, Deadline deadline);

	/**
	 * List the versions of an object, in no particular order.
	 * @param id the object, whose version is ignored
	 * @param deadline when an answer is of no use any more
	 * @return the versions, disabled ones too; empty if there is no such object
	 * @throws KeyVaultException if the versions cannot be listed
	 */
	List<ObjectProperties> versions(ObjectId id, Deadline deadline);

	/**
	 * List the objects of one kind in a vault, in no particular order. Takes one request
	 * for every 25 of them, at least one.
	 * @param vault the vault
	 * @param kind the kind of object
	 * @param deadline when an answer is of no use any more
	 * @return the objects, disabled and managed ones too, without versions; the
	 * attributes are those of the latest version
	 * @throws KeyVaultException if the objects cannot be listed
	 */
	List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline);

}
