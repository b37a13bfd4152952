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
    code = codes.issue("account", {"staff": answer["staff"]}, CODE_VALID)
    return {**answer, "code": code}
