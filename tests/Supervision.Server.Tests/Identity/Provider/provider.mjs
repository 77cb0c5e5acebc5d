// An OpenID provider for the tests, on a port of its own. Whoever comes is taken for the person that the test has named;
// there is nothing to type: a program is let through at once, a browser finds a button to press. Ends with the process that started it.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { clientId, clientSecret, redirects, logout, audience } = JSON.parse(process.argv[2]);
const people = new Map();
const cookieKey = randomUUID();
let person;
let issuer;
let provider;
let keys = [freshKey()];

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, issuer);
  const answer = pathname.startsWith("/control/") ? control(pathname.slice("/control/".length), request, response)
    : pathname.startsWith("/interaction/") ? interact(request, response)
    : provider.callback()(request, response);
  Promise.resolve(answer).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});

server.listen(0, "127.0.0.1", () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  provider = make();
  console.log(issuer);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));

function freshKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };
}

function make() {
  const made = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...redirects, "http://127.0.0.1/program"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        backchannel_logout_uri: logout,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys },
    cookies: { keys: [cookieKey] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    scopes: ["openid", "email", "profile"],
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    // The server of the tests is on this machine, where the package's own guard lets nothing go.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: "supervision.read supervision.annotate",
          audience,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
  made.on("server_error", (_, error) => console.error(error));
  return made;
}

async function interact(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === "login" && request.method === "GET" && request.headers["sec-fetch-mode"] === "navigate") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>The institute</title><h1>The institute's own sign-in</h1>
<form method="post"><button>Sign in as ${person}</button></form></html>`);
    return;
  }
  if (prompt.name === "login") {
    await provider.interactionFinished(request, response, { login: { accountId: person } }, { mergeWithLastSubmission: false });
    return;
  }
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  const { missingOIDCScope, missingResourceScopes } = prompt.details;
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(" "));
  for (const [indicator, scopes] of Object.entries(missingResourceScopes ?? {})) grant.addResourceScope(indicator, scopes.join(" "));
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

async function control(what, request, response) {
  let body = "";
  for await (const chunk of request) body += chunk;
  const given = body ? JSON.parse(body) : {};
  if (what === "person") {
    person = given.sub;
    people.set(given.sub, given.claims);
  } else if (what === "rotate") {
    keys = [freshKey()];
    provider = make();
  } else if (what === "logout") {
    const client = await provider.Client.find(clientId);
    await client.backchannelLogout(given.sub, given.sid);
  }
  response.end("{}");
}
