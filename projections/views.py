"""All read models of an installation."""

from projections.figures.projector import FIGURES
from projections.history.projector import HISTORY
from projections.people.projector import PEOPLE
from projections.queue_board.projector import QUEUE_BOARD
from projections.register.projector import REGISTER
from projections.stations.projector import STATIONS
from projections.stock.projector import STOCK

VIEWS = (QUEUE_BOARD, REGISTER, STOCK, STATIONS, PEOPLE, HISTORY, FIGURES)
