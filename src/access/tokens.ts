import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { ROLES } from '../domain/role.js';
import { UNIT_CODE } from '../domain/unit-code.js';
import type { Principal } from './principal.js';
import { SCOPES } from './scopes.js';

/** Asymmetric only: a secret that the gateway shared could make tokens too. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 30;
const KEYS_KEPT_MS = 10 * 60_000;
const ANSWER_WITHIN_MS = 5_000;
/** `lienthong_unit` of who is not limited to a unit. A token without the claim is refused: a forgotten claim must not open more. */
const WHOLE_DISTRICT = '*';

/** The claim that says which official a person is, unless a parameter names another. */
const OFFICIAL_CLAIM = 'lienthong_official';

const CLAIMS = z.object({
  sub: z.string().min(1).max(200),
  exp: z.number(),
  name: z.string().max(200).optional(),
  preferred_username: z.string().max(200).optional(),
  lienthong_role: z.enum(ROLES),
  lienthong_unit: z.union([z.literal(WHOLE_DISTRICT), z.string().regex(UNIT_CODE)]),
  lienthong_scopes: z.array(z.enum(SCOPES)).default([]),
});

/** Absent: somebody who is no official. Anything else in its place is refused with the token. */
const OFFICIAL = z.string().min(1).max(200).optional();

const DISCOVERY = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The issuer cannot be asked for its keys: try again. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

/** Takes access tokens (JWT) of one OpenID Connect issuer that are made for one audience. */
export class Tokens {
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly trusted: { issuer: string; audience: string; officialClaim?: string }) {}

  /**
   * Who a token stands for, by its claims `lienthong_role`, `lienthong_unit`, `lienthong_scopes` and the official's; undefined when it is not
   * the issuer's, not for us, expired, or lacks one. Throws {@link IssuerUnreachable}.
   */
  async authenticate(token: string): Promise<Principal | undefined> {
    const payload = await this.#verified(token);
    const claims = CLAIMS.safeParse(payload).data;
    const own = OFFICIAL.safeParse(payload?.[this.trusted.officialClaim ?? OFFICIAL_CLAIM]);
    if (!claims || !own.success) return undefined;
    const { sub, exp, lienthong_role: role, lienthong_unit: unit, lienthong_scopes: scopes } = claims;
    return {
      id: `oidc:${sub}`,
      name: claims.name ?? claims.preferred_username ?? sub,
      role,
      scopes,
      expiresAt: new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1_000),
      ...(unit === WHOLE_DISTRICT ? {} : { unit }),
      ...(own.data === undefined ? {} : { official: own.data }),
    };
  }

  async #verified(token: string): Promise<JWTPayload | undefined> {
    const { issuer, audience } = this.trusted;
    try {
      const { payload } = await jwtVerify(token, await this.#issuersKeys(), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || error instanceof TypeError) {
        throw new IssuerUnreachable('the issuer does not answer', { cause: error });
      }
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  /** Found by the issuer's own description at the first token; one that failed is asked again. */
  #issuersKeys(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover().catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return this.#keys;
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const { issuer } = this.trusted;
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw new IssuerUnreachable('the issuer does not answer', { cause });
    });
    const described = DISCOVERY.safeParse(response.ok ? await response.json().catch(() => null) : null);
    if (described.data?.issuer !== issuer) throw new IssuerUnreachable('the issuer does not describe itself');
    return createRemoteJWKSet(new URL(described.data.jwks_uri), {
      cacheMaxAge: KEYS_KEPT_MS,
      timeoutDuration: ANSWER_WITHIN_MS,
    });
  }
}
