/* Written by tools/openapi.mjs from openapi.json; do not edit. */
export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfAccountInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CreateAccount"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountCreated"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/first": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["FirstAdministrator"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks a person in by a ticket. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckedIn"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckedIn"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units of the caller's subtree whose name or code holds the query, from the top down. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The units directly below a unit. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports units of the tree. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairingStarted"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{p}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    p: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["PairingPoll"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairingDone"];
                    };
                };
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ApprovePairing"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairingApproved"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/answering": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VoteAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VoteAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a scanned or typed code for a ticket for one person, good for three minutes. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketIssued"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSessionInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CreateSession"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionCreated"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfViewEvent"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    stream?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FramesAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfLedgerItem"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublishInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AskQuestion"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuestionAskedAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["OpenRound"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoundOpenedAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/rounds/{r}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    r: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit's counts and those one level down, cut from one state; by default of the newest sign-in round and the caller's own unit. */
        get: {
            parameters: {
                query?: {
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttendanceFrame"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/branches/{branchId}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the hall's screen shows now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    branchId: string;
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BranchCodeAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/branches/{branchId}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hall's own screen: the key to derive its codes from while it has no link. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    branchId: string;
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BranchKeyAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/check-ins/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Entries that a hall's screen or operator gathered, perhaps without a link. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CheckInBatch"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchResults"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/ledger.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of the caller's subtree, masked; the heading names the time zone. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/ledger.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wanted from a phone's owner now, and when to ask again. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NowDocument"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trainees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trainees at and below a unit (default: the caller's own), masked; the query is part of a name or the beginning of a roster number. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTraineeInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trainees/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports trainees; of the phone number only the last four digits are kept. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Venues at and below a unit (default: the caller's own), by their short numbers. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfVenueInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports venues. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HealthAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Answer of `POST /accounts`. */
        AccountCreated: {
            /**
             * Format: uuid
             * @description The new account.
             */
            id: string;
        };
        /** @description An account in a list. */
        AccountInfo: {
            /**
             * Format: uuid
             * @description The account.
             */
            id: string;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /**
             * Format: uuid
             * @description Its unit.
             */
            unitId?: string;
            /** @description Its name. */
            user: string;
            /**
             * Format: uuid
             * @description Its venue.
             */
            venueId?: string;
        };
        /** @description Body of `POST /pairings/approve`. */
        ApprovePairing: {
            /** @description The digits on the screen; spaces and hyphens are forgiven. */
            userCode: string;
            /**
             * Format: uuid
             * @description The hall where it stands.
             */
            venueId: string;
        };
        /** @description Body of `POST /sessions/{s}/questions`. */
        AskQuestion: {
            /** @description Do not show the hall's name when the question is approved. */
            anonymous?: boolean;
            /**
             * Format: uuid
             * @description The hall that asks, by its screen or operator.
             */
            branchId?: string;
            /** @description 1 to 200 characters. */
            text: string;
            /** @description An unspent ticket, which asking does not spend; for a person without a person token. */
            ticket?: string;
        };
        /** @description Answer of `GET /sessions/{s}/attendance` and data of the `a/` stream: cut from one state, so that the children sum to Counts AttendanceFrame.Counts. */
        AttendanceFrame: {
            /**
             * Format: date-time
             * @description When it was cut.
             */
            at: string;
            /** @description One level down, in the tree's order. */
            children: components["schemas"]["ChildCounts"][];
            /** @description The unit's counts. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: int64
             * @description Which life of the counter; a greater one wins.
             */
            epoch: number;
            /**
             * Format: int32
             * @description How many halls the unit has in the session.
             * @default 0
             */
            halls: number;
            /**
             * Format: int32
             * @description How many halls of the unit are within reach.
             * @default 0
             */
            hallsOnline: number;
            /**
             * Format: uuid
             * @description The round counted; absent before any.
             */
            roundId?: string;
            /**
             * Format: int64
             * @description Within the epoch, a greater one is newer.
             */
            seq: number;
            /** @description The unit asked for. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description One entry of a batch. */
        BatchEntry: {
            /**
             * Format: uuid
             * @description Unique in the device: sent again, it gets the same result.
             */
            entryId: string;
            /** @description The code that was scanned, as proof; without it the entry is the operator's word. */
            proof?: string;
            /**
             * Format: uuid
             * @description Which round; absent: the one that was open at DateTimeOffset BatchEntry.ScannedAt.
             */
            roundId?: string;
            /**
             * Format: date-time
             * @description When, by the device's clock.
             */
            scannedAt: string;
            /**
             * Format: int64
             * @description The device's running number.
             */
            seq: number;
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
        };
        /** @description What became of one entry. */
        BatchResult: {
            /** @description Why it was refused. */
            code?: string;
            /**
             * Format: uuid
             * @description The entry.
             */
            entryId: string;
            /** @description What became of it. */
            status: components["schemas"]["BatchStatus"];
        };
        /** @description Answer of a batch, in the order of its entries. */
        BatchResults: {
            /** @description One result an entry. */
            results: components["schemas"]["BatchResult"][];
        };
        /**
         * @description What became of a batch's entry.
         * @enum {unknown}
         */
        BatchStatus: "recorded" | "already" | "refused";
        /** @description Answer of `GET …/code`: what a paired screen shows now. */
        BranchCodeAnswer: {
            /** @description For the QR. */
            code: string;
            /** @description Six digits to type. */
            digits: string;
            /**
             * Format: int64
             * @description The hall's short number.
             */
            hall: number;
            /**
             * Format: date-time
             * @description The end of this step; show the next one from then on.
             */
            validUntil: string;
        };
        /** @description Answer of `GET …/key`: lets a hall's screen derive its codes without a link. */
        BranchKeyAnswer: {
            /** @description The branch's key, base64; a secret of that screen. */
            key: string;
            /**
             * Format: date-time
             * @description The server's clock, to correct the screen's.
             */
            serverTime: string;
            /**
             * Format: int32
             * @description Milliseconds of one step of the code.
             */
            stepMs: number;
        };
        /** @description A hall by id and name. */
        BranchName: {
            /**
             * Format: uuid
             * @description The venue's id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description State of `b/{session}/{branch}`: what belongs to one hall alone. */
        BranchState: {
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
            /** @description The hall's own questions by state, without their texts, in the order of their asking, the last twenty. */
            questions: {
                /**
                 * Format: uuid
                 * @description The question.
                 */
                questionId: string;
                /**
                 * @description The life of a question: pending → approved → answering → answered, or dismissed.
                 * @enum {unknown}
                 */
                state: "pending" | "approved" | "answering" | "answered" | "dismissed";
            }[];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
        };
        /** @description Message `bye`: the server ends the connection. */
        Bye: {
            /** @description slow_consumer, draining, revoked, protocol or overloaded. */
            code: string;
            /**
             * Format: int32
             * @description Come back after this, or later.
             */
            retryAfterMs: number;
        };
        /**
         * @description What kind of caller a credential stands for.
         * @enum {unknown}
         */
        CallerKind: "account" | "screen" | "person";
        /** @description Answer of `POST /check-ins`: 201, or 200 with bool? CheckedIn.Already. */
        CheckedIn: {
            /** @description True if an earlier check-in stands. */
            already?: boolean;
            /**
             * Format: date-time
             * @description When the person was checked in (the first time).
             */
            at: string;
            /**
             * Format: uuid
             * @description The ledger's entry.
             */
            checkInId: string;
            /**
             * Format: int32
             * @description The how-manieth of the hall in this round, from 1.
             */
            ordinal: number;
            /** @description Bearer, until 24 hours after the end: lets the person ask and vote. */
            personToken: string;
        };
        /** @description Body of `POST /check-ins`. Needs string? CheckIn.RosterNo or string? CheckIn.Name. */
        CheckIn: {
            /** @description The last four digits of the trainee's phone number. */
            lastDigits?: string;
            /** @description The trainee's name, if the number is not at hand. */
            name?: string;
            /** @description The trainee's number on the roster. */
            rosterNo?: string;
            /** @description The ticket of the scan. */
            ticket: string;
        };
        /** @description Body of `POST /sessions/{s}/check-ins/batch`: entries that a hall gathered, perhaps without a link. */
        CheckInBatch: {
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /** @description The device that gathered them; the scope of the entries' ids. */
            device: string;
            /** @description 1 to 200 entries. */
            entries: components["schemas"]["BatchEntry"][];
        };
        /**
         * @description How a check-in was proven.
         * @enum {unknown}
         */
        CheckInWay: "ticket" | "offlineProof" | "operator";
        /** @description A unit or hall with its counts. Children always sum to the parent. */
        ChildCounts: {
            /** @description Its counts. */
            counts: components["schemas"]["Counts"];
            /** @description The unit; for a hall directly at the unit, the hall. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description Answer of a session command: on disk at this offset. */
        CommandDone: {
            /**
             * Format: int64
             * @description The offset of the command's last event.
             */
            offset: number;
        };
        /** @description Disjoint counts of persons in one round: `expected = present + late + waiting + absent + unknown + excused`. */
        Counts: {
            /**
             * Format: int32
             * @description Not checked in when the round closed, in a hall within reach.
             */
            absent: number;
            /**
             * Format: int32
             * @description Excused beforehand.
             */
            excused: number;
            /**
             * Format: int32
             * @description On the roster when the doors opened.
             */
            expected: number;
            /**
             * Format: int32
             * @description Checked in late.
             */
            late: number;
            /**
             * Format: int32
             * @description Checked in in time.
             */
            present: number;
            /**
             * Format: int32
             * @description Not checked in, in a hall out of reach; never "absent".
             */
            unknown: number;
            /**
             * Format: int32
             * @description Not checked in; the round is open and the hall within reach.
             */
            waiting: number;
        };
        /** @description Body of `POST /accounts`. */
        CreateAccount: {
            /** @description At least 10 characters. */
            password: string;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /**
             * Format: uuid
             * @description For administrator, lecturer, assistant.
             */
            unitId?: string;
            /** @description 3 to 64 characters. */
            user: string;
            /**
             * Format: uuid
             * @description For operator.
             */
            venueId?: string;
        };
        /** @description Body of `POST /sessions`. */
        CreateSession: {
            /**
             * Format: uuid
             * @description The course it belongs to, if any.
             */
            courseId?: string;
            /** @description 1 to 1,000 units of the caller's scope; the venues below them are the session's branches. */
            invited: string[];
            /** @description Refuse a device that already checked another person in during the round; off by default. */
            oneDevicePerRound?: boolean;
            /**
             * Format: date-time
             * @description When the lecture is to start (RFC 3339).
             */
            startsAt: string;
            /** @description 1 to 120 characters. */
            title: string;
        };
        /** @description The body of a command that says everything by its address: `{}`, or nothing. */
        EmptyCommand: Record<string, never>;
        /** @description Data of an event that needs none. */
        EmptyData: Record<string, never>;
        /** @description Body of `POST /auth/first`: the one-time link's form. */
        FirstAdministrator: {
            /** @description The new administrator's password. */
            password: string;
            /** @description The secret of the link's fragment. */
            secret: string;
            /** @description The new administrator's name. */
            user: string;
        };
        /** @description Message `frame`: covers the offsets (After, UpTo] and holds that view's events among them, possibly none. */
        Frame: {
            /**
             * Format: int64
             * @description Exclusive beginning; apply the frame only if this is your own offset.
             */
            after: number;
            /** @description Echo it to come back here. */
            cursor: string;
            /** @description In the order of their offsets. */
            events: components["schemas"]["ViewEvent"][];
            /** @description The stream. */
            stream: string;
            /**
             * Format: int64
             * @description Inclusive end; your offset after applying it.
             */
            upTo: number;
        };
        /** @description Answer of `GET /sessions/{s}/frames`: what the hub would have sent since the cursor. Apply the snapshot, if there is one, then the frames, then the totals. */
        FramesAnswer: {
            /** @description Ask again with it, at once. */
            cursor: string;
            /** @description In their order; empty if nothing came within 25 s. */
            frames: components["schemas"]["Frame"][];
            /**
             * Format: date-time
             * @description The server's clock.
             */
            serverTime: string;
            snapshot?: null | components["schemas"]["Snapshot"];
            totals?: null | components["schemas"]["Totals"];
        };
        /** @description Data of totals `attendance` on a hall's stream. */
        HallAttendance: {
            /** @description Disjoint counts of persons in one round: `expected = present + late + waiting + absent + unknown + excused`. */
            counts: {
                /**
                 * Format: int32
                 * @description Not checked in when the round closed, in a hall within reach.
                 */
                absent: number;
                /**
                 * Format: int32
                 * @description Excused beforehand.
                 */
                excused: number;
                /**
                 * Format: int32
                 * @description On the roster when the doors opened.
                 */
                expected: number;
                /**
                 * Format: int32
                 * @description Checked in late.
                 */
                late: number;
                /**
                 * Format: int32
                 * @description Checked in in time.
                 */
                present: number;
                /**
                 * Format: int32
                 * @description Not checked in, in a hall out of reach; never "absent".
                 */
                unknown: number;
                /**
                 * Format: int32
                 * @description Not checked in; the round is open and the hall within reach.
                 */
                waiting: number;
            };
            /**
             * Format: uuid
             * @description The round counted.
             */
            roundId?: string;
        };
        /** @description Answer of the health calls. */
        HealthAnswer: {
            /** @description `live` or `ready`. */
            status: string;
        };
        /** @description Answer of `Heartbeat`. */
        HeartbeatAnswer: {
            /**
             * Format: date-time
             * @description The server's clock.
             */
            serverTime: string;
        };
        /** @description What a client tells of itself; a hall is within reach for 30 s after one. */
        HeartbeatRequest: {
            /** @description Where it stands, by stream. */
            cursors?: {
                [key: string]: string;
            };
            /** @description How a screen's player is doing. */
            player?: {
                /**
                 * Format: double
                 * @description How far behind the source.
                 */
                behindMs?: number;
                /**
                 * Format: int64
                 * @description Frames decoded so far.
                 */
                framesDecoded?: number;
                /** @description Whether it is muted. */
                muted?: boolean;
                /** @description What it plays. */
                source?: string;
                /** @description playing, stalled, waiting or blocked. */
                state: string;
                /**
                 * Format: double
                 * @description 0 to 1.
                 */
                volume?: number;
            };
        };
        /** @description A refusal over the hub. */
        HubError: {
            /** @description One of the contract's codes. */
            code: string;
            /** @description What to do. */
            detail: string;
        };
        /** @description Answer of an import; with any error, or in a dry run, nothing was changed. */
        ImportAnswer: {
            /**
             * Format: int32
             * @description How many lines are good (and were written, if it was no dry run and there is no error).
             */
            accepted: number;
            /** @description Every bad line, in the file's order, at most 1,000. */
            errors: components["schemas"]["ImportError"][];
        };
        /** @description One fault of an import file. */
        ImportError: {
            /** @description One of `required`, `duplicate`, `unknown`, `invalid`, `too_long`, `forbidden`, `missing_column`, `unknown_column`. */
            code: string;
            /** @description The column's name; empty when the whole line is at fault. */
            column: string;
            /** @description What is wrong and what to do; without personal data. */
            detail: string;
            /**
             * Format: int32
             * @description The line, from 1, the heading being 1.
             */
            line: number;
        };
        /** @description Answer of `Join`. A refusal is an answer, never an exception. */
        JoinAnswer: {
            /** @description A refusal over the hub. */
            error?: {
                /** @description One of the contract's codes. */
                code: string;
                /** @description What to do. */
                detail: string;
            };
            /**
             * Format: int32
             * @description How often to call `Heartbeat`.
             */
            heartbeatMs: number;
            /** @description Whether all streams were joined; if not, none was. */
            ok: boolean;
            /** @description Full-jitter back-off: wait a random time between 0 and min(cap, base × 2ⁿ). */
            retry: {
                /**
                 * Format: int32
                 * @description The base.
                 */
                baseMs: number;
                /**
                 * Format: int32
                 * @description The cap.
                 */
                capMs: number;
            };
            /**
             * Format: date-time
             * @description The server's clock.
             */
            serverTime: string;
            /** @description Each joined stream. */
            streams: {
                /**
                 * Format: int64
                 * @description The log's offset when it was joined.
                 */
                head: number;
                /** @description True exactly when no snapshot follows. */
                recovered: boolean;
                /** @description Its name. */
                stream: string;
            }[];
        };
        /** @description A stream that was joined. */
        JoinedStream: {
            /**
             * Format: int64
             * @description The log's offset when it was joined.
             */
            head: number;
            /** @description True exactly when no snapshot follows. */
            recovered: boolean;
            /** @description Its name. */
            stream: string;
        };
        /** @description What a client asks of `Join`. */
        JoinRequest: {
            /** @description 1 to 8 streams. */
            streams: {
                /** @description Where the client stands; absent: a snapshot first. */
                cursor?: string;
                /** @description Its name, see StreamName. */
                stream: string;
            }[];
        };
        /** @description One stream to join. */
        JoinStream: {
            /** @description Where the client stands; absent: a snapshot first. */
            cursor?: string;
            /** @description Its name, see StreamName. */
            stream: string;
        };
        JsonElement: unknown;
        /** @description What a client asks of `Leave`. */
        LeaveRequest: {
            /** @description The stream to leave. */
            stream: string;
        };
        /** @description One entry of the ledger (台账). */
        LedgerItem: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Where.
             */
            branchId: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            checkInId: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /**
             * Format: int64
             * @description Its place in the session's ledger, from 1, without holes.
             */
            seq: number;
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
            /**
             * Format: uuid
             * @description The trainee's unit on the day.
             */
            unitId: string;
            /** @description How it was proven. */
            way: components["schemas"]["CheckInWay"];
        };
        /** @description Body of `POST /auth/login`. */
        Login: {
            /** @description Its password. */
            password: string;
            /** @description The account's name. */
            user: string;
        };
        /** @description Answer of `GET /auth/me`: who the caller is. */
        Me: {
            /**
             * Format: uuid
             * @description The account, device or person.
             */
            id: string;
            /** @description What is signed in. */
            kind: components["schemas"]["CallerKind"];
            /** @description The account's name; the venue's for a screen; absent for a person. */
            name?: string;
            role?: null | components["schemas"]["Role"];
            /**
             * Format: uuid
             * @description The session of a person.
             */
            sessionId?: string;
            /**
             * Format: uuid
             * @description The unit of an administrator, lecturer or assistant.
             */
            unitId?: string;
            /**
             * Format: uuid
             * @description The venue of an operator or screen.
             */
            venueId?: string;
        };
        /** @description Where the lecture's picture is to be had. */
        MediaInfo: {
            /**
             * Format: date-time
             * @description When the publisher's signal was noticed.
             */
            since: string;
            /** @description Address of the HLS playlist, relative to the server. */
            url: string;
        };
        /**
         * @description What a node of the attendance tree is.
         * @enum {unknown}
         */
        NodeKind: "unit" | "venue" | "homeless";
        /** @description The small document that phones read: what is wanted now. */
        NowDocument: {
            /**
             * Format: int32
             * @description When to ask again, from now.
             */
            askAgainMs: number;
            /** @description Its phase. */
            phase: components["schemas"]["SessionPhase"];
            /** @description Approved questions that can be voted for, most votes first, at most 50. */
            questions: components["schemas"]["NowQuestion"][];
            round?: null | components["schemas"]["RoundInfo"];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /** @description Its title. */
            title: string;
            /** @description What the phone should offer now. */
            want: components["schemas"]["NowWant"];
        };
        /** @description A question on a phone. */
        NowQuestion: {
            /** @description The hall it came from; absent if asked anonymously. */
            hall?: string;
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /** @description Approved or being answered. */
            state: components["schemas"]["QuestionState"];
            /** @description Its text. */
            text: string;
            /**
             * Format: int32
             * @description Votes so far.
             */
            votes: number;
        };
        /**
         * @description What is wanted from a phone's owner now.
         * @enum {unknown}
         */
        NowWant: "watch" | "checkIn" | "ended";
        /** @description Body of `POST /sessions/{s}/rounds`. */
        OpenRound: {
            /**
             * Format: date-time
             * @description When it closes by itself; absent: when somebody closes it.
             */
            closesAt?: string;
            /** @description What the round is for. */
            kind: components["schemas"]["RoundKind"];
        };
        /** @description A unit of the tree. */
        OrgUnitInfo: {
            /** @description Its code, unique in the installation. */
            code: string;
            /**
             * Format: uuid
             * @description The unit.
             */
            id: string;
            /** @description province, city, county, township or village. */
            level: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The unit above; absent for the root.
             */
            parentId?: string;
            /** @description The codes from the root down, joined by `/`. */
            path: string;
        };
        /** @description One page of a list. */
        PageOfAccountInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["AccountInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfLedgerItem: {
            /** @description The items in the list's order. */
            items: components["schemas"]["LedgerItem"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfOrgUnitInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["OrgUnitInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfSessionInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["SessionInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfTraineeInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["TraineeInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfVenueInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["VenueInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfViewEvent: {
            /** @description The items in the list's order. */
            items: components["schemas"]["ViewEvent"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description Answer of `POST /pairings/approve`. */
        PairingApproved: {
            /**
             * Format: uuid
             * @description The pairing that may fetch its token now.
             */
            pairingId: string;
            /**
             * Format: uuid
             * @description The hall it belongs to from here on.
             */
            venueId: string;
        };
        /** @description Answer of `POST /pairings/{p}/token` once approved (202 with an empty object before). */
        PairingDone: {
            /** @description Bearer. */
            accessToken: string;
            /** @description For `/auth/refresh`. */
            refreshToken: string;
            /**
             * Format: uuid
             * @description The hall it now belongs to.
             */
            venueId: string;
        };
        /** @description Body of `POST /pairings/{p}/token`. */
        PairingPoll: {
            /** @description The secret of the pairing. */
            pollSecret: string;
        };
        /** @description Answer of `POST /pairings`: what a screen shows and polls with. */
        PairingStarted: {
            /**
             * Format: date-time
             * @description When the code ends; then ask for another.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The pairing.
             */
            pairingId: string;
            /** @description A secret of this screen. */
            pollSecret: string;
            /** @description Digits to read out, with a check digit. */
            userCode: string;
        };
        /** @description Data of the events that change the phase. */
        PhaseData: {
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
        };
        /** @description How a screen's player is doing. */
        PlayerReport: {
            /**
             * Format: double
             * @description How far behind the source.
             */
            behindMs?: number;
            /**
             * Format: int64
             * @description Frames decoded so far.
             */
            framesDecoded?: number;
            /** @description Whether it is muted. */
            muted?: boolean;
            /** @description What it plays. */
            source?: string;
            /** @description playing, stalled, waiting or blocked. */
            state: string;
            /**
             * Format: double
             * @description 0 to 1.
             */
            volume?: number;
        };
        /** @description An error answer, `application/problem+json` after RFC 9457 with a stable string Problem.Code. */
        Problem: {
            /** @description One of ErrorCodes. */
            code: string;
            /** @description What happened here and what to do about it. */
            detail: string;
            /** @description The field at fault, in the body's own spelling; absent when none is. */
            field?: string;
            /**
             * Format: int32
             * @description How long to wait before trying again; absent when trying again does not help.
             */
            retryAfterMs?: number;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The short name of the problem, the same for every occurrence. */
            title: string;
            /** @description A URI reference that identifies the kind of problem; `/problems/{code}`. */
            type: string;
        };
        /** @description A question as screens and phones may see it; never a pending one. */
        PublicQuestion: {
            /** @description The name of the hall it came from; absent if anonymous. */
            hall?: string;
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /**
             * @description The life of a question: pending → approved → answering → answered, or dismissed.
             * @enum {unknown}
             */
            state: "pending" | "approved" | "answering" | "answered" | "dismissed";
            /** @description Its text. */
            text: string;
        };
        /** @description Where and with what the lecturer's encoder publishes. */
        PublishInfo: {
            /** @description The stream key; a secret. */
            key: string;
            /** @description The playlist's address for HTTP PUT. */
            url: string;
            /** @description The user name, always `live`. */
            user: string;
        };
        /** @description Answer of `POST /sessions/{s}/questions`. */
        QuestionAskedAnswer: {
            /**
             * Format: int64
             * @description The offset of its asking.
             */
            offset: number;
            /**
             * Format: uuid
             * @description The new question.
             */
            questionId: string;
        };
        /** @description Points to a question whose text is known already, or must not be shown. */
        QuestionRef: {
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /**
             * @description The life of a question: pending → approved → answering → answered, or dismissed.
             * @enum {unknown}
             */
            state: "pending" | "approved" | "answering" | "answered" | "dismissed";
        };
        /**
         * @description The life of a question: pending → approved → answering → answered, or dismissed.
         * @enum {unknown}
         */
        QuestionState: "pending" | "approved" | "answering" | "answered" | "dismissed";
        /** @description Body of `POST /auth/refresh`; a browser sends `{}` and its cookie. */
        Refresh: {
            /** @description The refresh token. */
            refreshToken?: string;
        };
        /** @description Full-jitter back-off: wait a random time between 0 and min(cap, base × 2ⁿ). */
        RetryAdvice: {
            /**
             * Format: int32
             * @description The base.
             */
            baseMs: number;
            /**
             * Format: int32
             * @description The cap.
             */
            capMs: number;
        };
        /** @enum {unknown} */
        Role: "administrator" | "lecturer" | "assistant" | "operator";
        /** @description A check-in round as everybody may see it. */
        RoundInfo: {
            /**
             * Format: date-time
             * @description When it closed; absent while it is open.
             */
            closedAt?: string;
            /**
             * Format: date-time
             * @description When it will close by itself, if it will.
             */
            closesAt?: string;
            /** @description What it is for. */
            kind: components["schemas"]["RoundKind"];
            /**
             * Format: date-time
             * @description When it opened.
             */
            openedAt: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
        };
        /**
         * @description What a check-in round is for.
         * @enum {unknown}
         */
        RoundKind: "signIn" | "spotCheck" | "signOut";
        /** @description Answer of `POST /sessions/{s}/rounds`. */
        RoundOpenedAnswer: {
            /**
             * Format: int64
             * @description The offset of its opening.
             */
            offset: number;
            /**
             * Format: uuid
             * @description The new round.
             */
            roundId: string;
        };
        /** @description Body of `POST /scans`: either a scanned string? Scan.Code or a typed long? Scan.Hall with its string? Scan.Digits. */
        Scan: {
            /** @description The code of the QR, Crockford base 32; case, I/L/O and hyphens are forgiven. */
            code?: string;
            /** @description The six digits that the screen shows. */
            digits?: string;
            /**
             * Format: int64
             * @description The hall's short number.
             */
            hall?: number;
        };
        /** @description State of `s/{session}/screen`: what every hall may show. */
        ScreenState: {
            /** @description Where the lecture's picture is to be had. */
            media?: {
                /**
                 * Format: date-time
                 * @description When the publisher's signal was noticed.
                 */
                since: string;
                /** @description Address of the HLS playlist, relative to the server. */
                url: string;
            };
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
            /**
             * Format: date-time
             * @description Since when the phase is what it is.
             */
            phaseSince: string;
            /** @description Approved, answering and the last ten answered, in the order of their approval. */
            questions: {
                /** @description The name of the hall it came from; absent if anonymous. */
                hall?: string;
                /**
                 * Format: uuid
                 * @description The question.
                 */
                questionId: string;
                /**
                 * @description The life of a question: pending → approved → answering → answered, or dismissed.
                 * @enum {unknown}
                 */
                state: "pending" | "approved" | "answering" | "answered" | "dismissed";
                /** @description Its text. */
                text: string;
            }[];
            /** @description A check-in round as everybody may see it. */
            round?: {
                /**
                 * Format: date-time
                 * @description When it closed; absent while it is open.
                 */
                closedAt?: string;
                /**
                 * Format: date-time
                 * @description When it will close by itself, if it will.
                 */
                closesAt?: string;
                /**
                 * @description What a check-in round is for.
                 * @enum {unknown}
                 */
                kind: "signIn" | "spotCheck" | "signOut";
                /**
                 * Format: date-time
                 * @description When it opened.
                 */
                openedAt: string;
                /**
                 * Format: uuid
                 * @description The round.
                 */
                roundId: string;
            };
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /** @description Answer of `POST /sessions`. */
        SessionCreated: {
            /**
             * Format: uuid
             * @description The new session.
             */
            sessionId: string;
        };
        /** @description Data of string EventTypes.SessionScheduled. */
        SessionData: {
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description The title. */
            title: string;
        };
        /** @description A session in a list or by itself. */
        SessionInfo: {
            /**
             * Format: int32
             * @description How many branch classrooms take part.
             */
            branches: number;
            /**
             * Format: uuid
             * @description Its course, if any.
             */
            courseId?: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            endedAt?: string;
            /** @description The invited units. */
            invited: string[];
            /**
             * Format: date-time
             * @description When the doors opened.
             */
            openedAt?: string;
            /**
             * Format: uuid
             * @description The unit that holds it.
             */
            ownerUnitId: string;
            /** @description Its phase. */
            phase: components["schemas"]["SessionPhase"];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When the lecture started.
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /**
         * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
         * @enum {unknown}
         */
        SessionPhase: "scheduled" | "open" | "live" | "paused" | "ended";
        /** @description Message `snapshot`: the view's whole state at an offset. */
        Snapshot: {
            /** @description Echo it to come back here. */
            cursor: string;
            /** @description Why it was sent. */
            reason: components["schemas"]["SnapshotReason"];
            /** @description By the kind of stream: ScreenState, StaffState, BranchState or an attendance frame. */
            state: components["schemas"]["JsonElement"];
            /** @description The stream. */
            stream: string;
            /**
             * Format: int64
             * @description Your offset after applying it.
             */
            upTo: number;
        };
        /**
         * @description Why a snapshot was sent.
         * @enum {unknown}
         */
        SnapshotReason: "first" | "too_old" | "unknown_stream" | "ahead" | "forked";
        /** @description A question as staff sees it. */
        StaffQuestion: {
            /** @description Whether the hall's name is to stay off the screens. */
            anonymous: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            askedAt: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /** @description Asked by a person (true) or by the hall as such (false). */
            byPerson: boolean;
            /** @description The name of the hall it came from. */
            hall: string;
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /**
             * @description The life of a question: pending → approved → answering → answered, or dismissed.
             * @enum {unknown}
             */
            state: "pending" | "approved" | "answering" | "answered" | "dismissed";
            /** @description Its text. */
            text: string;
        };
        /** @description State of `s/{session}/staff`. */
        StaffState: {
            /** @description Where the lecture's picture is to be had. */
            media?: {
                /**
                 * Format: date-time
                 * @description When the publisher's signal was noticed.
                 */
                since: string;
                /** @description Address of the HLS playlist, relative to the server. */
                url: string;
            };
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
            /**
             * Format: date-time
             * @description Since when the phase is what it is.
             */
            phaseSince: string;
            /** @description All questions that are not yet answered or dismissed, and the last hundred that are, in the order of their asking. */
            questions: {
                /** @description Whether the hall's name is to stay off the screens. */
                anonymous: boolean;
                /**
                 * Format: date-time
                 * @description When.
                 */
                askedAt: string;
                /**
                 * Format: uuid
                 * @description The hall.
                 */
                branchId: string;
                /** @description Asked by a person (true) or by the hall as such (false). */
                byPerson: boolean;
                /** @description The name of the hall it came from. */
                hall: string;
                /**
                 * Format: uuid
                 * @description The question.
                 */
                questionId: string;
                /**
                 * @description The life of a question: pending → approved → answering → answered, or dismissed.
                 * @enum {unknown}
                 */
                state: "pending" | "approved" | "answering" | "answered" | "dismissed";
                /** @description Its text. */
                text: string;
            }[];
            /** @description All rounds, in the order of their opening. */
            rounds: {
                /**
                 * Format: date-time
                 * @description When it closed; absent while it is open.
                 */
                closedAt?: string;
                /**
                 * Format: date-time
                 * @description When it will close by itself, if it will.
                 */
                closesAt?: string;
                /**
                 * @description What a check-in round is for.
                 * @enum {unknown}
                 */
                kind: "signIn" | "spotCheck" | "signOut";
                /**
                 * Format: date-time
                 * @description When it opened.
                 */
                openedAt: string;
                /**
                 * Format: uuid
                 * @description The round.
                 */
                roundId: string;
            }[];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /** @description Answer of `POST /scans`: a ticket for one person, good for three minutes. */
        TicketIssued: {
            /** @description The hall that was scanned. */
            branch: components["schemas"]["BranchName"];
            /**
             * Format: date-time
             * @description When the ticket ends.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The open round.
             */
            roundId: string;
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /** @description Opaque; carry it to `/check-ins`. */
            ticket: string;
        };
        /** @description Answer of a sign-in or refresh. */
        Tokens: {
            /** @description Bearer. */
            accessToken: string;
            /**
             * Format: date-time
             * @description When the access token ends.
             */
            expiresAt: string;
            /** @description For the next `/auth/refresh`. */
            refreshToken: string;
        };
        /** @description Message `totals`: figures that replace each other; the latest (Epoch, Seq) wins, some may be skipped. */
        Totals: {
            /** @description By key. */
            data: components["schemas"]["JsonElement"];
            /**
             * Format: int64
             * @description Which life of the counter.
             */
            epoch: number;
            /** @description `attendance` (an attendance frame, on a/; HallAttendance, on b/) or `votes` (VoteTotals, on staff). */
            key: string;
            /**
             * Format: int64
             * @description Order within the epoch.
             */
            seq: number;
            /** @description The stream. */
            stream: string;
        };
        /** @description A trainee, masked. */
        TraineeInfo: {
            /** @description The category of trainee. */
            category: string;
            /**
             * Format: uuid
             * @description The trainee.
             */
            id: string;
            /** @description The name with its middle hidden, e.g. `王*国`. */
            nameMasked: string;
            /** @description The roster number with its middle hidden. */
            rosterNoMasked: string;
            /**
             * Format: uuid
             * @description The unit.
             */
            unitId: string;
            /**
             * Format: uuid
             * @description The venue where the trainee is expected; absent if none.
             */
            venueId?: string;
        };
        /** @description A node of the attendance tree. */
        UnitRef: {
            /**
             * Format: uuid
             * @description The unit's or venue's id.
             */
            id: string;
            /** @description Unit, venue, or the people at the unit itself that no venue holds. */
            kind: components["schemas"]["NodeKind"];
            /** @description Its name. */
            name: string;
            /** @description For a venue: whether it is within reach now. */
            online?: boolean;
        };
        /** @description A venue. */
        VenueInfo: {
            /** @description Its code, unique in the installation. */
            code: string;
            /**
             * Format: int64
             * @description Its short number, unique in the installation.
             */
            hall: number;
            /**
             * Format: uuid
             * @description The venue; also the branch's id in a session.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description How many seats.
             */
            seats: number;
            /**
             * Format: uuid
             * @description The unit it stands at.
             */
            unitId: string;
        };
        /** @description An event as one audience sees it. */
        ViewEvent: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Its data, by type. */
            data: components["schemas"]["JsonElement"];
            /**
             * Format: int64
             * @description Its place in the session's log, from 1.
             */
            offset: number;
            /** @description One of EventTypes; ignore what you do not know. */
            type: string;
        };
        /** @description Answer of `POST` and `DELETE /questions/{q}/votes`. */
        VoteAnswer: {
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /** @description Whether the caller's vote stands. */
            voted: boolean;
        };
        /** @description Data of totals `votes`. */
        VoteTotals: {
            /** @description Votes by question id. */
            votes: {
                [key: string]: number;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
