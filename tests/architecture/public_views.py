"""Every address that answers without a sign-in, and why. Nothing else does."""

PUBLIC: dict[str, str] = {
    "organisations:front": "says nothing to whoever should not know, and leads in who is signed in",
    "organisations:leave": "whoever must leave at once may not be asked anything",
    "organisations:neutral": "where Leave leads to",
    "organisations:language": "somebody who reads no English must be able to sign in",
    "organisations:sign_in": "the way in",
    "organisations:factor": "the second step of the way in",
    "organisations:recover": "the way in with a printed code",
    "organisations:sheets": "the way in when every password of an organisation is lost",
    "organisations:join": "the secret of an invitation stands for the sign-in",
    "organisations:paper": "shows a new recovery code once, out of the sealed session that made it",
}
