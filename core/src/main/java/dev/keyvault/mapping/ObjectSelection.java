package dev.keyvault.mapping;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;

/**
 * One version of one object, as chosen by references. All keys with the same selection
 * take their values out of the same read.
 *
 * @param object the object, without version
 * @param version chooses the version
 */
@Internal
public record ObjectSelection(ObjectId object, VersionSelector version) {

}
