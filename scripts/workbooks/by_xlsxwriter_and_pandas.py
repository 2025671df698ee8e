"""argv: the folder. XlsxWriter: a computed formula, a chart and a comment beside the table; pandas: a frame from row 3."""
import sys
import pandas
import xlsxwriter
from table import HEADER, ROWS

book = xlsxwriter.Workbook(f'{sys.argv[1]}/xlsxwriter.xlsx')
sheet = book.add_worksheet('Respondenter')
sheet.write_row(0, 0, HEADER)
for r, row in enumerate(ROWS, 1):
    sheet.write_row(r, 0, row)
    sheet.write_formula(r, 1, f'=LOWER("{row[1].upper()}")', None, row[1])
sheet.write_comment('C2', 'Ny fra mai')
sheet.data_validation('E2:E9', {'validate': 'list', 'source': ['nb', 'nn']})
numbers = book.add_worksheet('Tall')
numbers.write_column(0, 0, [1, 2])
chart = book.add_chart({'type': 'column'})
chart.add_series({'values': '=Tall!$A$1:$A$2'})
sheet.insert_chart('H2', chart)
book.close()

pandas.DataFrame(ROWS, columns=HEADER).to_excel(f'{sys.argv[1]}/pandas.xlsx', startrow=2, index=False)
print(f'XlsxWriter {xlsxwriter.__version__}\npandas {pandas.__version__}')
