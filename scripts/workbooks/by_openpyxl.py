"""argv: the folder. Drop-down from another sheet, a chart, formulas never computed on the other sheet, a table from B3."""
import sys
from openpyxl import Workbook, __version__
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation
from table import HEADER, ROWS

book = Workbook()
sheet = book.active
sheet.title = 'Respondenter'
sheet['B1'] = 'Respondenter 2018, kommunene (utkast)'
for r, row in enumerate([HEADER, *ROWS]):
    for c, value in enumerate(row):
        sheet.cell(row=3 + r, column=2 + c, value=value)
lists = book.create_sheet('Lister')
lists.append(['raadmann', 1])
lists.append(['integrering', '=B1+1'])
choice = DataValidation(type='list', formula1='Lister!$A$1:$A$2')
sheet.add_data_validation(choice)
choice.add('C4:C9')
chart = BarChart()
chart.add_data(Reference(lists, min_col=2, min_row=1, max_row=2))
lists.add_chart(chart, 'D2')
book.save(f'{sys.argv[1]}/openpyxl.xlsx')

raw = Workbook()
raw.active.title = 'Respondenter'
raw.active.append(HEADER)
for row in ROWS:
    raw.active.append([row[0], f'=LOWER("{row[1].upper()}")', *row[2:]])
raw.save(f'{sys.argv[1]}/openpyxl-formula.xlsx')
print(f'openpyxl {__version__}')
