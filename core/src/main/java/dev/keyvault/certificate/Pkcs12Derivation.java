package dev.keyvault.certificate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Derives keys and initialization vectors from a password as PKCS#12 does with SHA-1 (RFC
 * 7292, appendix B.2). The providers do so for a whole cipher only, and not each of them
 * for a blank password.
 */
final class Pkcs12Derivation {

	private static final byte KEY = 1;

	private static final byte INITIALIZATION_VECTOR = 2;

	private static final int BLOCK = 64;

	private final byte[] password;

	private final byte[] salt;

	private final int rounds;

	/**
	 * Create a derivation.
	 * @param password the password as PKCS#12 writes it: two bytes a character, and two
	 * zeros
	 * @param salt the salt
	 * @param rounds how often to hash
	 */
	Pkcs12Derivation(byte[] password, byte[] salt, int rounds) {
		this.password = password;
		this.salt = salt;
		this.rounds = rounds;
	}

	byte[] key(int length) throws GeneralSecurityException {
		return derive(KEY, length);
	}

	byte[] initializationVector(int length) throws GeneralSecurityException {
		return derive(INITIALIZATION_VECTOR, length);
	}

	private byte[] derive(byte purpose, int length) throws GeneralSecurityException {
		byte[] diversifier = new byte[BLOCK];
		Arrays.fill(diversifier, purpose);
		byte[] input = join(fill(this.salt), fill(this.password));
		ByteArrayOutputStream derived = new ByteArrayOutputStream();
		while (derived.size() < length) {
			byte[] hash = hash(join(diversifier, input));
			derived.writeBytes(hash);
			input = next(input, hash);
		}
		return Arrays.copyOf(derived.toByteArray(), length);
	}

	private byte[] hash(byte[] input) throws GeneralSecurityException {
		MessageDigest digest = MessageDigest.getInstance("SHA-1");
		byte[] hash = digest.digest(input);
		for (int round = 1; round < this.rounds; round++) {
			hash = digest.digest(hash);
		}
		return hash;
	}

	// Each block of the input, plus the hash as often as it goes into a block, plus one.
	private static byte[] next(byte[] input, byte[] hash) {
		BigInteger addend = new BigInteger(1, repeat(hash, BLOCK)).add(BigInteger.ONE);
		byte[] next = new byte[input.length];
		for (int offset = 0; offset < input.length; offset += BLOCK) {
			BigInteger block = new BigInteger(1, Arrays.copyOfRange(input, offset, offset + BLOCK));
			byte[] sum = block.add(addend).toByteArray();
			int size = Math.min(sum.length, BLOCK);
			System.arraycopy(sum, sum.length - size, next, offset + BLOCK - size, size);
		}
		return next;
	}

	private static byte[] fill(byte[] value) {
		return repeat(value, (value.length + BLOCK - 1) / BLOCK * BLOCK);
	}

	private static byte[] repeat(byte[] value, int length) {
		byte[] filled = new byte[length];
		for (int i = 0; i < length; i++) {
			filled[i] = value[i % value.length];
		}
		return filled;
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

}
