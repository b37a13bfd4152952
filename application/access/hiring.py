"""A new member of staff: account and posting in one save, then the login and its first code."""

from dataclasses import dataclass, replace
from datetime import timedelta

from application.access.accounts import Accounts
from application.access.codes import Codes
from application.administering import Grant, granted, registered
from application.deciding import Answer, Centre, Desk, Order, decide
from domain.people.permission import Act
from domain.refusal import Reason, refuse_if

CODE_VALID = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Newcomer:
    """`grant.staff` is empty: the account is made with it. `nik`: the officer's own."""

    login: str
    name: str
    nik: str
    grant: Grant


def hire(centre: Centre, accounts: Accounts, codes: Codes, order: Order, new: Newcomer) -> Answer:
    """`code`: the one-time code for the first password. The same command again: another code.

    Stopped between the save and the login, the same command finishes it.
    """

    def work(desk: Desk) -> Answer:
        refuse_if(accounts.staff_of_login(new.login) is not None, Reason.LOGIN_TAKEN)
        desk.permit(Act.MAINTAIN, new.grant.office)
        made = registered(desk, new.nik, new.name, None)
        return {**made, **granted(desk, replace(new.grant, staff=made["staff"]))}

    answer = decide(centre, order, work)
    if accounts.login_of(answer["staff"]) is None:
        accounts.add(new.login, answer["staff"])
    if accounts.has_password(answer["staff"]):
        # The form came again after the newcomer had been here: nobody else gets a way in.
        return {**answer, "code": ""}
    return {**answer, "code": renewed(codes, answer["staff"])}


def renewed(codes: Codes, staff: str) -> str:
    """The one code that is good for the account's password."""
    codes.void("account", {"staff": staff})
    return codes.issue("account", {"staff": staff}, CODE_VALID)
