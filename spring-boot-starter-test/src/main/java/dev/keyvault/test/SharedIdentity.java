package dev.keyvault.test;

/**
 * What two vaults share so that one identity can read both.
 *
 * @param authority the authority that signs their server certificates
 * @param directory the tenant that issues the tokens they accept
 */
record SharedIdentity(CertificateAuthority authority, EntraDirectory directory) {

}
